"""`python -m yuimachi.embedded start|stop|status|url`: the embedded server by hand."""

import argparse
import sys
from pathlib import Path

from yuimachi.embedded.join import DatabaseFailed, database_address, leave_database, running_database
from yuimachi.embedded.keep import keep
from yuimachi.embedded.profiles import PROFILES
from yuimachi.embedded.programs import NotInstalled
from yuimachi.embedded.state import DatabaseFolder, database_folder
from yuimachi.embedded.stop import is_running, stop_database


def main() -> int:
    """Do the one thing that was asked; the exit code of `status` is 0 when the server runs, 3 when not."""
    parser = argparse.ArgumentParser(prog="python -m yuimachi.embedded", description=__doc__)
    parser.add_argument("action", choices=["start", "stop", "status", "url", "keep"], help="`keep` is for inside use")
    parser.add_argument("--folder", type=Path, help="folder of the server (default: this checkout's)")
    parser.add_argument("--profile", choices=sorted(PROFILES), default="serving")
    parser.add_argument("--temporary", action="store_true", help="remove the folder at the end")
    asked = parser.parse_args()
    folder = DatabaseFolder(asked.folder.absolute()) if asked.folder else database_folder()
    if asked.action == "keep":
        return keep(folder=folder, profile=asked.profile, temporary=asked.temporary)
    try:
        return _do(asked.action, folder, asked.profile)
    except (DatabaseFailed, NotInstalled) as failure:
        sys.stderr.write(f"{failure}\n")
        return 1


def _do(action: str, folder: DatabaseFolder, profile: str) -> int:
    match action:
        case "start":
            folder.path.mkdir(parents=True, exist_ok=True, mode=0o711)
            folder.stay.touch()
            _say(running_database(folder=folder, profile=profile).url)
            leave_database(folder=folder.path)
        case "stop":
            stop_database(folder=folder)
            _say("stopped")
        case "url":
            _say(database_address(folder=folder).url)
        case "status":
            running = is_running(folder=folder)
            _say(f"{'running' if running else 'stopped'} {folder.path}")
            return 0 if running else 3
    return 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
