"""Joins the embedded server, starting it when nobody has; says where it is."""

import atexit
import os
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from yuimachi.embedded.cluster import ROLE
from yuimachi.embedded.locks import FileLock, is_held
from yuimachi.embedded.state import CHECKOUT, DatabaseFolder, database_folder

DATABASE = "yuimachi"
BROKER_DATABASE = "yuimachi_broker"
EMBEDDED_ENGINE = "yuimachi.embedded.postgresql"
START_SECONDS = 180.0  # crash recovery of a large cluster; the wheel's own start gives up after 10
_PAUSE_SECONDS = 0.05
_LAST_LINES = 12
_LARGEST_LOG = 10 * 1024 * 1024


class DatabaseFailed(RuntimeError):
    """The embedded server did not start; the sentence carries the end of its log."""


@dataclass(frozen=True, slots=True)
class DatabaseAddress:
    """Where the embedded server listens."""

    url: str  # libpq URL of the product's database
    broker_url: str  # libpq URL of the database of the task queues
    folder: Path
    log: Path


@dataclass(slots=True)
class _Joined:
    hold: FileLock
    started: list[subprocess.Popen[bytes]]


_joined: dict[Path, _Joined] = {}
_joining = threading.Lock()


def database_address(*, folder: DatabaseFolder | None = None) -> DatabaseAddress:
    """Where the server listens when it runs; starts nothing."""
    folder = folder or database_folder()
    return DatabaseAddress(_url(folder, DATABASE), _url(folder, BROKER_DATABASE), folder.path, folder.log)


def running_database(*, folder: DatabaseFolder | None = None, profile: str = "serving") -> DatabaseAddress:
    """Start or join the embedded server and hold it until this process ends or calls `leave_database`.
    `profile`: "serving" or "testing" (not safe in a crash). Raises DatabaseFailed, NotInstalled."""
    folder = folder or database_folder()
    with _joining:
        if folder.path in _joined and not is_held(folder.keeper_lock):
            leave_database(folder=folder.path)  # it was stopped by hand, or its keeper was killed
        if folder.path not in _joined:
            _join(folder, profile, temporary=False)
    return database_address(folder=folder)


@contextmanager
def testing_database() -> Iterator[DatabaseAddress]:
    """A server with the testing profile in a temporary folder; both vanish when the last user has left, however it
    ended. The workers of one pytest-xdist run share one."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or secrets.token_hex(8)
    folder = DatabaseFolder(Path(tempfile.gettempdir()) / f"yuimachi-tests-{os.geteuid()}-{run}")
    _join(folder, "testing", temporary=True)
    try:
        yield database_address(folder=folder)
    finally:
        leave_database(folder=folder.path)


def hold_if_embedded() -> None:
    """Start or join the embedded server when the settings name it; nothing with a database of one's own."""
    from django.conf import settings  # noqa: PLC0415  the rest of this room works without Django

    if settings.DATABASES["default"]["ENGINE"] == EMBEDDED_ENGINE:
        running_database()


def leave_database(*, folder: Path) -> None:
    """Give the server up before this process ends; it stops once the last user has left."""
    joined = _joined.pop(folder, None)
    if joined:
        joined.hold.close()


def _join(folder: DatabaseFolder, profile: str, *, temporary: bool) -> None:
    joined = _Joined(_hold(folder), [])
    if not (is_held(folder.keeper_lock) and _answers(folder)):
        start = FileLock(folder.start_lock)
        start.take_alone(seconds=START_SECONDS)
        try:
            _start_and_wait(folder, profile, temporary, joined)
            _create_databases(folder)
        finally:
            start.close()
    _joined[folder.path] = joined
    atexit.register(leave_database, folder=folder.path)


def _hold(folder: DatabaseFolder) -> FileLock:
    while True:
        folder.path.mkdir(parents=True, exist_ok=True, mode=0o711)
        hold = FileLock(folder.users_lock)
        hold.take_shared(seconds=START_SECONDS)  # waits while a keeper that found nobody is still shutting down
        if hold.is_still_there():
            return hold
        hold.close()  # a temporary server took its folder along while this process waited


def _start_and_wait(folder: DatabaseFolder, profile: str, temporary: bool, joined: _Joined) -> None:
    until = time.monotonic() + START_SECONDS
    while not _answers(folder, database="postgres"):
        if any(keeper.poll() for keeper in joined.started) or time.monotonic() > until:
            raise DatabaseFailed(
                f"the embedded database did not start. The end of {folder.log}:\n{_end_of_log(folder)}"
            )
        if not is_held(folder.keeper_lock) and all(keeper.poll() is not None for keeper in joined.started):
            joined.started.append(_start_keeper(folder, profile, temporary))
        time.sleep(_PAUSE_SECONDS)


def _start_keeper(folder: DatabaseFolder, profile: str, temporary: bool) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "yuimachi.embedded", "keep", "--folder", str(folder.path), "--profile", profile]
    if folder.log.exists() and folder.log.stat().st_size > _LARGEST_LOG:
        folder.log.rename(folder.log.with_suffix(".log.1"))
    with folder.log.open("ab") as log:
        return subprocess.Popen(  # noqa: S603  our own program and words
            [*words, *(["--temporary"] if temporary else [])],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env={**os.environ, "PYTHONPATH": str(CHECKOUT / "platform")},
            start_new_session=True,  # Ctrl-C in a terminal is not for the server: other processes use it too
        )


def _answers(folder: DatabaseFolder, *, database: str = DATABASE) -> bool:
    try:
        psycopg.connect(_url(folder, database), connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def _create_databases(folder: DatabaseFolder) -> None:
    with psycopg.connect(_url(folder, "postgres"), autocommit=True) as connection:
        there = {row[0] for row in connection.execute("SELECT datname FROM pg_database")}
        for name in (BROKER_DATABASE, DATABASE):  # the product's last: that it answers means that all is there
            if name not in there:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def _url(folder: DatabaseFolder, database: str) -> str:
    return f"postgresql://{ROLE}@/{database}?host={quote(str(folder.sockets), safe='')}"


def _end_of_log(folder: DatabaseFolder) -> str:
    if not folder.log.exists():
        return "(no log)"
    return "\n".join(folder.log.read_text(encoding="utf-8", errors="replace").splitlines()[-_LAST_LINES:])
