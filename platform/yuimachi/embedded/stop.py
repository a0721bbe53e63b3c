"""Stops the embedded server and tells whether it runs."""

import os
import signal
import time

from yuimachi.embedded.locks import is_held
from yuimachi.embedded.state import DatabaseFolder, database_folder

_STOP_SECONDS = 100.0
_NOTICE_SECONDS = 3.0
_PAUSE_SECONDS = 0.05


class StillRunning(RuntimeError):
    """The server did not stop in time."""


def is_running(*, folder: DatabaseFolder | None = None) -> bool:
    """Whether a keeper of this folder lives."""
    return is_held((folder or database_folder()).keeper_lock)


def stop_database(*, folder: DatabaseFolder | None = None, even_if_used: bool = True) -> bool:
    """Stop the server and wait until it is gone. With `even_if_used` False it only stops lingering: a server that other
    processes use goes on. Returns whether it has stopped; raises StillRunning."""
    folder = folder or database_folder()
    if even_if_used:
        folder.stay.unlink(missing_ok=True)
    if not is_running(folder=folder):
        return True
    os.kill(int(folder.keeper_lock.read_text()), signal.SIGTERM if even_if_used else signal.SIGUSR1)
    began = time.monotonic()
    while is_running(folder=folder):
        waited = time.monotonic() - began
        # Held alone, the users' lock says that the keeper found nobody and is shutting down: that may take its time.
        if not even_if_used and waited > _NOTICE_SECONDS and not is_held(folder.users_lock):
            return False
        if waited > _STOP_SECONDS:
            raise StillRunning(f"the embedded database in {folder.path} did not stop within {_STOP_SECONDS:.0f} s")
        time.sleep(_PAUSE_SECONDS)
    return True
