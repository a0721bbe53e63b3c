"""Processes that `bench stream` measures: the model server and the product, each ended with the bench."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psutil
from django.conf import settings

_CHECKOUT: Final = Path(__file__).resolve().parents[3]


@contextmanager
def model_server(*, words_a_second: int) -> Iterator[int]:
    """The port of a model that speaks at a steady pace."""
    port = free_port()
    words = ("-m", "tests.model_server", "--port", str(port), "--words-per-second", str(words_a_second))
    with process(words=(sys.executable, *words), port=port, environment=dict(os.environ)):
        yield port


@contextmanager
def product(*, model_port: int) -> Iterator[tuple[int, psutil.Process]]:
    """The product as it is served, on the configured database, with that model: its port and its process."""
    port = free_port()
    environment = {
        **os.environ,
        "YUIMACHI_MODEL_URL": f"http://127.0.0.1:{model_port}/v1",
        "YUIMACHI_MODEL_KEY": "bench",
        "YUIMACHI_MODEL_NAME": "bench",
        "YUIMACHI_TRUSTED_PROXIES": "1",
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "yuimachi.settings.local"),
        "YUIMACHI_STATE": str(settings.STATE_DIR),
    }
    config = _CHECKOUT / "platform/yuimachi/running/web_server.py"
    words = ("-m", "gunicorn", "yuimachi.asgi:application", "-c", str(config), "-b", f"127.0.0.1:{port}")
    with process(words=(sys.executable, *words), port=port, environment=environment) as server:
        yield port, server


@contextmanager
def process(
    *, words: tuple[str, ...], port: int, environment: Mapping[str, str], seconds: float = 60.0
) -> Iterator[psutil.Process]:
    """A command that listens on `port` within `seconds`. Raises RuntimeError when it does not."""
    path = os.pathsep.join([str(_CHECKOUT / "platform"), str(_CHECKOUT)])
    started = subprocess.Popen(words, cwd=_CHECKOUT, env={**environment, "PYTHONPATH": path})  # noqa: S603  our own words
    try:
        _wait_for(port, started, seconds)
        yield psutil.Process(started.pid)
    finally:
        started.terminate()
        try:
            started.wait(timeout=20)
        except subprocess.TimeoutExpired:
            started.kill()


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def rss_mb(*, server: psutil.Process) -> float:
    """Megabytes of the server's processes together."""
    return round(sum(each.memory_info().rss for each in _family(server)) / 1e6, 1)


def cpu_seconds(*, server: psutil.Process) -> float:
    """CPU seconds that the server's processes have used so far."""
    return sum(times.user + times.system for times in (each.cpu_times() for each in _family(server)))


def _family(server: psutil.Process) -> list[psutil.Process]:
    return [server, *server.children(recursive=True)]


def _wait_for(port: int, started: "subprocess.Popen[bytes]", seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and started.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"nothing answers on port {port}")
