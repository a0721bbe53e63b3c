"""`python -m yuimachi.running`: what `make demo` calls. `stop` ends what runs, also the database."""

import argparse
import os
import shutil
import signal
import sys

from yuimachi.embedded.public import DatabaseFailed, NotInstalled, database_folder, state_folder, stop_database
from yuimachi.running.part import die_with_parent
from yuimachi.running.ports import FIRST_PORT, NoFreePort
from yuimachi.running.signboard import say
from yuimachi.running.supervise import AlreadyRunning, AskedToEnd, run, stop_running

_OURS = ("files", "logs", "mails", "secrets")


def main() -> int:
    """Start or stop; the exit code is 0 after an orderly end."""
    parser = argparse.ArgumentParser(prog="python -m yuimachi.running", description=__doc__)
    parser.add_argument("action", nargs="?", choices=["start", "stop", "forget"], default="start")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or FIRST_PORT), help="first port to try")
    parser.add_argument("--without-demo", action="store_true", help="no demo towns")
    parser.add_argument("--with-parent", action="store_true", help="end when the parent process is killed")
    asked = parser.parse_args()
    if asked.action != "start":
        return _stop(forget=asked.action == "forget")
    if asked.with_parent:
        die_with_parent(signal.SIGTERM)
    try:
        return run(first_port=asked.port, with_demo=not asked.without_demo)
    except AskedToEnd:  # before anything was started
        return 0
    except (AlreadyRunning, DatabaseFailed, NotInstalled, NoFreePort) as failure:
        say(str(failure))
        return 1


def _stop(*, forget: bool) -> int:
    say("stopped" if stop_running() else "nothing was running")
    stop_database()
    if forget:
        # By name, never the whole folder: YUIMACHI_STATE may be a folder with other things in it.
        for folder in (database_folder().path, *(state_folder() / name for name in _OURS)):
            if folder.exists():
                shutil.rmtree(folder)
                say(f"deleted {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
