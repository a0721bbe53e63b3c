"""`bench stream`: what the whole product adds to a model's own time, at 1, 20, 100 and 200 parallel residents.

The model server on loopback speaks a word each 50 ms. The product shows verified sentences, so its first words can
come no earlier than the model's first whole sentence with its source mark. Each stream is compared with the moment in
which the model itself ended that sentence for that stream. Beside it run the model asked directly and, when it is
installed, a LiteLLM proxy: the same question with its passage in hand.
"""

import itertools
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import psutil
from django.core.files.base import ContentFile
from django.utils import timezone

from knowledge.public import Placement, ingest, open_batch, receive_file
from tenants.public import open_chat, scratch_town
from yuimachi.benching.direct import ask_directly
from yuimachi.benching.proxied import litellm_proxy
from yuimachi.benching.residents import Asked, Resident
from yuimachi.benching.served import cpu_seconds, model_server, product, rss_mb
from yuimachi.benching.spoken import first_sentence_ends, forget_spoken, numbered

PARALLEL: Final = (1, 20, 100, 200)
ROUNDS: Final = {1: 5, 20: 2, 100: 1, 200: 1}
WORDS_A_SECOND: Final = 20
QUESTION: Final = "粗大ごみはどうやって出せばいいですか"
PASSAGE: Final = (
    "粗大ごみは、収集日の3日前までに環境課へ電話で申し込んでください。"
    "手数料は1点につき500円です。処理券は役場と町内の商店で買えます。"
)
_ABSENT: Final = "not measured: give the command of a LiteLLM proxy by --litellm, see docs/benchmarks.md"
_numbers = itertools.count(1)

Ask = Callable[[], Asked]


@dataclass(frozen=True, slots=True)
class System:
    """One of those compared. `ready` opens a reader of its own and gives the question it will ask, which is timed."""

    name: str
    ready: Callable[[], Ask]
    server: psutil.Process | None = None


def run(*, litellm: Path | None = None) -> list[dict[str, Any]]:
    """A row for each number of readers and system. `litellm`: the proxy's command; without it a row says so."""
    with ExitStack() as stack:
        town = stack.enter_context(scratch_town(now=timezone.now()))
        model = stack.enter_context(model_server(words_a_second=WORDS_A_SECOND))
        port, server = stack.enter_context(product(model_port=model))
        _furnish()
        systems = [
            System("direct", lambda: _program(model)),
            System("product", lambda: _resident(town.host, port), server),
        ]
        if litellm is None:
            return [*_rows(systems, model), {"system": "litellm", "absent": _ABSENT}]
        proxy_port, proxy = stack.enter_context(litellm_proxy(command=litellm, model_port=model))
        return list(_rows([*systems, System("litellm", lambda: _program(proxy_port), proxy)], model))


def _rows(systems: list[System], model: int) -> Iterator[dict[str, Any]]:
    for system in systems:  # what is loaded with the first questions is not the streams' own cost
        _measure(system, model, parallel=4, rounds=2)
    for parallel in PARALLEL:
        steps = {system: _measure(system, model, parallel, ROUNDS[parallel]) for system in systems}
        own = statistics.median(each.first_seconds for each in steps[systems[0]].asked)
        yield from (step.row(system, parallel, own) for system, step in steps.items())


@dataclass(frozen=True, slots=True)
class Step:
    """Streams of one step: as read, when the model ended their first sentences, seconds of clock and CPU, megabytes."""

    asked: list[Asked]
    ends: dict[str, float]
    seconds: float
    cpu: float
    rss: float

    def row(self, system: System, parallel: int, own: float) -> dict[str, Any]:
        """`first_sentence_…` is beyond the model's end of that sentence; `overhead_ttft_…` beyond `own`, its median."""
        good = [each for each in self.asked if not each.failed]
        late = sorted((each.first_at - self.ends[each.number]) * 1000 for each in good if each.number in self.ends)
        over = sorted((each.first_seconds - own) * 1000 for each in good)
        return {
            "system": system.name,
            "parallel": parallel,
            "first_sentence_p50_ms": _share(late, 50),
            "first_sentence_p95_ms": _share(late, 95),
            "overhead_ttft_p50_ms": _share(over, 50),
            "overhead_ttft_p95_ms": _share(over, 95),
            "streams_per_second": round(len(self.asked) / self.seconds, 2),
            "cpu_seconds_per_stream": round(self.cpu / len(self.asked), 4),
            "errors": len(self.asked) - len(good),
            "first_error": next((each.failed for each in self.asked if each.failed), ""),
            "rss_mb": self.rss,
        }


def _measure(system: System, model: int, parallel: int, rounds: int) -> Step:
    """Readers are made ready first: only their questions are in the times."""
    forget_spoken(model_port=model)
    asked: list[Asked] = []
    cpu = seconds = 0.0
    with ThreadPoolExecutor(parallel) as pool:
        for _round in range(rounds):
            readers = list(pool.map(lambda _each: system.ready(), range(parallel)))
            used, began = _cpu(system), time.perf_counter()
            asked += pool.map(lambda ask: ask(), readers)
            seconds += time.perf_counter() - began
            cpu += _cpu(system) - used
    rss = rss_mb(server=system.server) if system.server else 0.0
    return Step(asked, first_sentence_ends(model_port=model), seconds, cpu, rss)


def _cpu(system: System) -> float:
    return cpu_seconds(server=system.server) if system.server else 0.0


def _resident(host: str, port: int) -> Ask:
    number = next(_numbers)
    resident = Resident(host=host, port=port, address=f"10.0.{number // 250}.{number % 250 + 1}")
    resident.open_page()
    question = numbered(question=QUESTION, number=number)
    return lambda: replace(resident.ask(question), number=str(number))


def _program(port: int) -> Ask:
    number = next(_numbers)
    question = numbered(question=QUESTION, number=number)
    return lambda: replace(ask_directly(port=port, passage=PASSAGE, question=question), number=str(number))


def _share(ordered: list[float], percent: int) -> float | None:
    if not ordered:
        return None
    return round(ordered[min(len(ordered) - 1, len(ordered) * percent // 100)], 1)


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
