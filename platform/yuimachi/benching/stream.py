"""`bench stream`: what the whole product adds to a model's own time, at 1, 20 and 100 parallel residents.

The model server on loopback speaks a word each 50 ms. The product shows verified sentences, so its first words can
come no earlier than the model's first whole sentence with its source mark: that moment, measured directly in the same
run, is the model's own time; the overhead is what the product needs beyond it.
"""

import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import psutil
from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone

from knowledge.public import Placement, ingest, open_batch, receive_file
from tenants.public import Town, open_chat, scratch_town
from yuimachi.benching.direct import ask_directly
from yuimachi.benching.residents import Asked, Resident

PARALLEL: Final = (1, 20, 100)
ROUNDS: Final = {1: 5, 20: 2, 100: 1}
WORDS_A_SECOND: Final = 20
QUESTION: Final = "粗大ごみはどうやって出せばいいですか"
PASSAGE: Final = (
    "粗大ごみは、収集日の3日前までに環境課へ電話で申し込んでください。"
    "手数料は1点につき500円です。処理券は役場と町内の商店で買えます。"
)
_CHECKOUT: Final = Path(__file__).resolve().parents[3]


def run() -> list[dict[str, Any]]:
    """One row a number of residents, for the product and for the model asked directly."""
    with scratch_town(now=timezone.now()) as town, _model() as model_port, _product(model_port) as (port, server):
        _furnish()
        rows = []
        for parallel in PARALLEL:
            direct = _measure(parallel, lambda: ask_directly(port=model_port, passage=PASSAGE, question=QUESTION))
            own = statistics.median(asked.first_seconds for asked in direct.asked)
            product = _measure(parallel, _resident(town, port))
            rows += [product.row("product", parallel, own, _rss(server)), direct.row("direct", parallel, own, 0.0)]
        return rows


class _Measured:
    """Streams of one step and how long the step took."""

    def __init__(self, asked: list[Asked], seconds: float) -> None:
        self.asked, self.seconds = asked, seconds

    def row(self, system: str, parallel: int, own: float, rss_mb: float) -> dict[str, Any]:
        over = sorted((asked.first_seconds - own) * 1000 for asked in self.asked if not asked.failed)
        return {
            "system": system,
            "parallel": parallel,
            "overhead_ttft_p50_ms": round(statistics.median(over), 1) if over else None,
            "overhead_ttft_p95_ms": round(over[min(len(over) - 1, int(len(over) * 0.95))], 1) if over else None,
            "streams_per_second": round(len(self.asked) / self.seconds, 2),
            "errors": sum(bool(asked.failed) for asked in self.asked),
            "first_error": next((asked.failed for asked in self.asked if asked.failed), ""),
            "rss_mb": rss_mb,
        }


def _measure(parallel: int, ask: Callable[[], Asked]) -> _Measured:
    with ThreadPoolExecutor(parallel) as pool:
        began = time.perf_counter()
        asked = [done for _ in range(ROUNDS[parallel]) for done in pool.map(lambda _each: ask(), range(parallel))]
        return _Measured(asked, time.perf_counter() - began)


def _resident(town: Town, port: int) -> Callable[[], Asked]:
    counter = iter(range(1, 65_000))

    def ask() -> Asked:
        number = next(counter)
        resident = Resident(host=town.host, port=port, address=f"10.0.{number // 250}.{number % 250 + 1}")
        resident.open_page()
        return resident.ask(QUESTION)

    return ask


def _furnish() -> None:
    """One document that answers the question; the chat open."""
    open_chat()
    file = ContentFile(f"# 粗大ごみの出し方\n\n{PASSAGE}\n".encode(), name="sodai.md")
    received = receive_file(
        file=file,
        file_name="sodai.md",
        batch_id=open_batch(label="計測", by_id=None),
        placement=Placement(audience="residents"),
        by_id=None,
        release=True,
        now=timezone.now(),
        enqueue=False,
    )
    if received.ingestion_id:
        ingest(ingestion_id=received.ingestion_id)


@contextmanager
def _model() -> Iterator[int]:
    port = _free_port()
    words = ("-m", "tests.model_server", "--port", str(port), "--words-per-second", str(WORDS_A_SECOND))
    with _process(words, port, dict(os.environ)):
        yield port


@contextmanager
def _product(model_port: int) -> Iterator[tuple[int, psutil.Process]]:
    port = _free_port()
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
    with _process(words, port, environment) as server:
        yield port, server


@contextmanager
def _process(words: tuple[str, ...], port: int, environment: dict[str, str]) -> Iterator[psutil.Process]:
    path = os.pathsep.join([str(_CHECKOUT / "platform"), str(_CHECKOUT)])
    started = subprocess.Popen(  # noqa: S603  our own words
        [sys.executable, *words], cwd=_CHECKOUT, env={**environment, "PYTHONPATH": path}
    )
    try:
        _wait_for(port, started)
        yield psutil.Process(started.pid)
    finally:
        started.terminate()
        started.wait(timeout=20)


def _wait_for(port: int, started: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and started.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"nothing answers on port {port}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _rss(server: psutil.Process) -> float:
    """Megabytes of the server's processes together."""
    return round(sum(p.memory_info().rss for p in (server, *server.children(recursive=True))) / 1e6, 1)
