"""`python -m yuimachi.running`: what `make demo` calls. `stop` ends what runs, also the database."""

import argparse
import os
import sys

from yuimachi.embedded.public import DatabaseFailed, NotInstalled, stop_database
from yuimachi.running.ports import FIRST_PORT, NoFreePort
from yuimachi.running.signboard import say
from yuimachi.running.supervise import AlreadyRunning, run, stop_running


def main() -> int:
    """Start or stop; the exit code is 0 after an orderly end."""
    parser = argparse.ArgumentParser(prog="python -m yuimachi.running", description=__doc__)
    parser.add_argument("action", nargs="?", choices=["start", "stop"], default="start")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or FIRST_PORT), help="first port to try")
    parser.add_argument("--without-demo", action="store_true", help="no demo towns")
    asked = parser.parse_args()
    if asked.action == "stop":
        say("stopped" if stop_running() else "nothing was running")
        stop_database()
        return 0
    try:
        return run(first_port=asked.port, with_demo=not asked.without_demo)
    except (AlreadyRunning, DatabaseFailed, NotInstalled, NoFreePort) as failure:
        say(str(failure))
        return 1


if __name__ == "__main__":
    sys.exit(main())
