"""The embedded server: one for many processes, gone when nobody needs it, back after a crash with its data."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from yuimachi.embedded.public import (
    DatabaseFolder,
    binary,
    database_address,
    database_folder,
    is_running,
    leave_database,
    own_secret,
    running_database,
    stop_database,
)

pytestmark = [pytest.mark.slow]
ROOT = Path(__file__).resolve().parents[2]
JOIN = """
import sys
from pathlib import Path
from yuimachi.embedded.public import DatabaseFolder, running_database
import psycopg
address = running_database(folder=DatabaseFolder(Path(sys.argv[1])), profile="testing")
print(psycopg.connect(address.url).execute("SELECT pg_postmaster_start_time()").fetchone()[0], flush=True)
sys.stdin.read()
"""


@pytest.fixture
def folder() -> Iterator[DatabaseFolder]:
    """Rooms of a server of this test's own, in a place its account can reach."""
    path = Path(tempfile.mkdtemp(prefix="yuimachi-embedded-"))
    path.chmod(0o711)
    yield DatabaseFolder(path)
    leave_database(folder=path)
    stop_database(folder=DatabaseFolder(path))
    shutil.rmtree(path)


def _join(folder: DatabaseFolder) -> psycopg.Connection:
    return psycopg.connect(running_database(folder=folder, profile="testing").url, autocommit=True)


def _another_process(folder: DatabaseFolder) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", JOIN, str(folder.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "platform")},
    )


def _postmaster(folder: DatabaseFolder) -> psutil.Process:
    return psutil.Process(int((folder.data / "postmaster.pid").read_text().split()[0]))


def _wait_for(folder: DatabaseFolder, *, running: bool, seconds: float = 30) -> bool:
    until = time.monotonic() + seconds
    while is_running(folder=folder) != running and time.monotonic() < until:
        time.sleep(0.1)
    return is_running(folder=folder) == running


def test_processes_that_start_at_once_share_one_server(folder: DatabaseFolder) -> None:
    processes = [_another_process(folder) for _ in range(4)]
    started = {process.stdout.readline() for process in processes if process.stdout}
    for process in processes:
        process.communicate()
    assert len(started) == 1
    assert started != {""}


def test_the_server_ends_after_the_last_user_was_killed(folder: DatabaseFolder) -> None:
    process = _another_process(folder)
    assert process.stdout
    assert process.stdout.readline()
    server = _postmaster(folder)
    process.kill()
    process.communicate()
    assert _wait_for(folder, running=False)
    assert not server.is_running()


def test_a_second_start_finds_the_data(folder: DatabaseFolder) -> None:
    with _join(folder) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    leave_database(folder=folder.path)
    assert stop_database(folder=folder)
    with _join(folder) as connection:
        assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)


def test_a_killed_postmaster_is_started_again_with_its_data(folder: DatabaseFolder) -> None:
    with _join(folder) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        connection.execute("CHECKPOINT")
    _postmaster(folder).kill()
    until = time.monotonic() + 30
    answer = None
    while answer is None and time.monotonic() < until:
        try:
            with psycopg.connect(database_address(folder=folder).url) as connection:
                answer = connection.execute("SELECT answer FROM kept").fetchone()
        except psycopg.OperationalError:
            time.sleep(0.1)
    assert answer == (42,)


def test_it_starts_although_keeper_and_server_were_killed_and_a_stranger_has_the_number(folder: DatabaseFolder) -> None:
    _join(folder).close()
    os.kill(int(folder.keeper_lock.read_text()), signal.SIGKILL)
    server = _postmaster(folder)
    leave_database(folder=folder.path)
    server.kill()
    psutil.wait_procs([server], timeout=10)
    pid_file = folder.data / "postmaster.pid"
    lines = pid_file.read_text().splitlines() if pid_file.exists() else [""] * 8
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]))
    with _join(folder) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_process_joins_again_after_the_server_was_stopped_by_hand(folder: DatabaseFolder) -> None:
    _join(folder).close()
    stop_database(folder=folder)
    with _join(folder) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_joining_a_running_server_takes_a_moment(folder: DatabaseFolder) -> None:
    _join(folder).close()
    threads = [threading.Thread(target=running_database, kwargs={"folder": folder}) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=10)
    assert not any(thread.is_alive() for thread in threads)


def test_the_programs_of_the_server_run() -> None:
    said = subprocess.run([binary("pg_dump"), "--version"], capture_output=True, text=True, check=True)
    assert "18." in said.stdout


def test_help_starts_no_server(tmp_path: Path) -> None:
    environment = {**os.environ, "YUIMACHI_STATE": str(tmp_path), "DJANGO_SETTINGS_MODULE": "yuimachi.settings.local"}
    subprocess.run([sys.executable, ROOT / "manage.py", "--help"], env=environment, check=True, capture_output=True)
    assert not is_running(folder=database_folder(state=tmp_path))


def test_an_own_secret_stays_and_is_its_owners_alone(tmp_path: Path) -> None:
    first = own_secret(name="sessions", state=tmp_path)
    assert own_secret(name="sessions", state=tmp_path) == first
    assert own_secret(name="fields", state=tmp_path) != first
    assert (tmp_path / "secrets" / "sessions").stat().st_mode & 0o077 == 0
