"""The keeper: parent of the server. Restarts it after a crash, stops it when no process uses it any more."""

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field

from yuimachi.embedded.cluster import create_cluster, start_server, stop_server
from yuimachi.embedded.leftovers import clear_leftovers
from yuimachi.embedded.locks import FileLock
from yuimachi.embedded.state import DatabaseFolder

LINGER_SECONDS = 5.0  # the next command by hand joins at once; after a killed demo the server is gone soon
_LOOK_SECONDS = 0.25
_MOST_CRASHES, _CRASH_WINDOW_SECONDS = 5, 60.0


@dataclass(slots=True)
class Keeper:
    """One keeper's task and what was asked of it."""

    folder: DatabaseFolder
    profile: str
    temporary: bool = False
    asked_to_stop: bool = False
    asked_to_hurry: bool = False
    idle_since: float | None = None
    crashes: list[float] = field(default_factory=list)

    def listen(self) -> None:
        """SIGTERM: stop now. SIGUSR1: stop without lingering once nobody uses the server."""
        signal.signal(signal.SIGTERM, lambda *_: setattr(self, "asked_to_stop", True))
        signal.signal(signal.SIGUSR1, lambda *_: setattr(self, "asked_to_hurry", True))
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)


def keep(*, folder: DatabaseFolder, profile: str, temporary: bool) -> int:
    """Run the server until nobody needs it. Returns the exit code: 0 done or another keeper has it, 1 the server fails.
    A temporary keeper removes the whole folder at the end."""
    mine = FileLock(folder.keeper_lock)
    if not mine.try_alone():
        return 0
    mine.write(str(os.getpid()))
    keeper = Keeper(folder, profile, temporary)
    keeper.listen()
    users = FileLock(folder.users_lock)
    create_cluster(folder=folder, profile=profile)
    code = 0
    while not _should_end(keeper, users):
        clear_leftovers(data=folder.data)
        server = start_server(folder=folder, profile=profile)
        _watch(keeper, users, server)
        if server.poll() is None:
            stop_server(server=server)
            break
        if _crashed_too_often(keeper):
            code = 1
            break
    if temporary:
        shutil.rmtree(folder.path, ignore_errors=True)
    return code


def _watch(keeper: Keeper, users: FileLock, server: subprocess.Popen[bytes]) -> None:
    while server.poll() is None and not _should_end(keeper, users):
        try:
            server.wait(timeout=_LOOK_SECONDS)
        except subprocess.TimeoutExpired:
            continue


def _should_end(keeper: Keeper, users: FileLock) -> bool:
    """Whether to stop. On True for want of users their lock is kept, so that nobody joins a server that is leaving."""
    if keeper.asked_to_stop:
        return True
    if keeper.folder.stay.exists() or not users.try_alone():
        keeper.idle_since = None
        return False
    now = time.monotonic()
    keeper.idle_since = keeper.idle_since or now
    if keeper.asked_to_hurry or now - keeper.idle_since >= LINGER_SECONDS:
        return True
    users.release()
    return False


def _crashed_too_often(keeper: Keeper) -> bool:
    now = time.monotonic()
    keeper.crashes = [then for then in keeper.crashes if now - then < _CRASH_WINDOW_SECONDS] + [now]
    sys.stderr.write(f"the server ended by itself ({len(keeper.crashes)} within a minute)\n")
    sys.stderr.flush()
    return len(keeper.crashes) >= _MOST_CRASHES
