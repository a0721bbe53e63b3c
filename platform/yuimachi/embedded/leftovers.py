"""Clears what a crash left: server processes without their postmaster, and a process number that belongs to another."""

from pathlib import Path

import psutil

_WAIT_SECONDS = 10.0


def clear_leftovers(*, data: Path) -> list[int]:
    """End server processes that still work in `data` and drop a stale postmaster.pid. Only the keeper calls this,
    when it knows that no postmaster of its own runs. Returns the numbers of the processes that were ended."""
    left = [process for process in psutil.process_iter(["name"]) if _works_in(process, data)]
    for process in left:
        _end(process)
    psutil.wait_procs(left, timeout=_WAIT_SECONDS)
    # PostgreSQL itself refuses to start when the number in the file has meanwhile been given to another process.
    (data / "postmaster.pid").unlink(missing_ok=True)
    return [process.pid for process in left]


def _works_in(process: psutil.Process, data: Path) -> bool:
    if process.info["name"] != "postgres":
        return False
    try:
        return Path(process.cwd()) == data
    except psutil.Error:
        return False


def _end(process: psutil.Process) -> None:
    try:
        process.kill()
    except psutil.NoSuchProcess:
        return
