"""Locks on files, given back by the system when their process ends, however it ends."""

import fcntl
import os
import time
from pathlib import Path

_PAUSE_SECONDS = 0.05


class LockTimeout(RuntimeError):
    """A lock was not given in time."""


class FileLock:
    """One lock file, opened by this process; forked children share the hold."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("a+")

    def try_alone(self) -> bool:
        """Take the lock for this process alone; False when anybody holds it."""
        return self._try(fcntl.LOCK_EX)

    def take_alone(self, *, seconds: float) -> None:
        """Take the lock alone; raises LockTimeout after `seconds`."""
        self._take(fcntl.LOCK_EX, seconds)

    def take_shared(self, *, seconds: float) -> None:
        """Take the lock beside others; raises LockTimeout after `seconds`."""
        self._take(fcntl.LOCK_SH, seconds)

    def release(self) -> None:
        """Give the lock back, keep the file open."""
        fcntl.flock(self._file, fcntl.LOCK_UN)

    def close(self) -> None:
        """Give the lock back for good."""
        self._file.close()

    def is_still_there(self) -> bool:
        """Whether the file this lock holds is the one that has the name now."""
        return self.path.exists() and os.fstat(self._file.fileno()).st_ino == self.path.stat().st_ino

    def write(self, text: str) -> None:
        """Leave a word for others in the file."""
        self._file.truncate(0)
        self._file.write(text)
        self._file.flush()

    def _try(self, kind: int) -> bool:
        try:
            fcntl.flock(self._file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _take(self, kind: int, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self._try(kind):
            if time.monotonic() > until:
                raise LockTimeout(f"{self.path} was held for {seconds:.0f} s")
            time.sleep(_PAUSE_SECONDS)


def is_held(path: Path) -> bool:
    """Whether a process holds the lock alone. Asks with a shared lock, so that askers do not see each other."""
    if not path.exists():
        return False
    with path.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False
