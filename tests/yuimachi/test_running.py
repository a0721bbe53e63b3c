"""`make demo` ends what it started, also when it is killed itself."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from yuimachi.embedded.public import database_folder, stop_database
from yuimachi.running.ports import free_port

pytestmark = [pytest.mark.slow]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def state() -> Iterator[Path]:
    """A state folder of this test's own."""
    path = Path(tempfile.mkdtemp(prefix="yuimachi-running-"))
    path.chmod(0o711)
    yield path
    for process in _family(path):
        process.kill()
    stop_database(folder=database_folder(state=path))
    shutil.rmtree(path)


def _family(state: Path) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        try:
            mine = process.environ().get("YUIMACHI_STATE") == str(state) or str(state) in " ".join(process.cmdline())
        except psutil.Error:
            continue
        if mine and process.pid != os.getpid():
            found.append(process)
    return found


def _start(state: Path) -> tuple[subprocess.Popen[str], str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("YUIMACHI_", "DJANGO_"))}
    environment |= {"YUIMACHI_STATE": str(state), "PYTHONPATH": str(ROOT / "platform"), "PYTHONUNBUFFERED": "1"}
    words = [sys.executable, "-m", "yuimachi.running", "--without-demo", "--port", str(free_port(first=8700))]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)
    said = ""
    while "ready in" not in said and process.poll() is None:
        assert process.stdout
        said += process.stdout.readline()
    assert "ready in" in said, said
    return process, said


def _status_of_unknown_host(said: str) -> int:
    port = re.search(r":(\d+)/", said)
    assert port
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port[1]}/", timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def _all_gone(state: Path, *, seconds: float = 30) -> bool:
    until = time.monotonic() + seconds
    while _family(state) and time.monotonic() < until:
        time.sleep(0.2)
    return not _family(state)


def test_everything_ends_with_the_supervisor_killed_or_asked_and_starts_again(state: Path) -> None:
    process, said = _start(state)
    assert _status_of_unknown_host(said) == 404
    assert len(_family(state)) >= 6
    process.kill()
    process.communicate()
    assert _all_gone(state)

    process, said = _start(state)
    assert "preparing the database" not in said
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=40)
    assert process.returncode == 0
    assert _all_gone(state, seconds=8)
