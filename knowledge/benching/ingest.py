"""`bench ingest`: how fast files are taken in, through the product's own pipeline, and how much memory that needs."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import psutil
from django.conf import settings
from django.utils import timezone

from knowledge.ingesting.receive import Placement, Received, open_batch
from knowledge.ingesting.run_here import Taken, receive_path, run_jobs
from knowledge.ingesting.walk_paths import walk_paths
from knowledge.models import Ingestion, Source
from tenants.public import scratch_town

_DEMO: Final = "platform/yuimachi/demo/towns/kumoi/documents"
_THREADS: Final = 2
_MEGABYTE: Final = 1024 * 1024


def run(*, data: Path | None) -> dict[str, Any]:
    """Take all files below `data` (default: the documents of a demo town) into a scratch town with two threads.

    Counts what is in service at the end; a file without pages counts as one page. `peak_mb` is the memory of this
    process and its parsers together, sampled ten times a second. Raises PathMissing.
    """
    files = list(walk_paths(paths=[data or Path(settings.ROOT) / _DEMO]))
    with scratch_town(now=timezone.now()), _peak() as peak:
        start = time.perf_counter()
        batch = open_batch(label="bench", by_id=None)
        placement = Placement(audience="residents", source_kind=Source.Kind.COMMAND)
        taken: list[Taken] = []
        received: list[Received] = []
        for file in files:
            result = receive_path(
                path=file.path,
                file_name=file.name,
                batch_id=batch,
                placement=placement,
                release=True,
                accept_findings=True,
                now=timezone.now(),
            )
            if isinstance(result, Received):
                received.append(result)
            else:
                taken.append(result)
        taken += run_jobs(received=received, threads=_THREADS)
        seconds = time.perf_counter() - start
    done = [each for each in taken if each.state == Ingestion.State.DONE]
    return {
        "passages_per_second": round(sum(each.passages for each in done) / seconds, 1),
        "pages_per_second": round(sum(each.pages or 1 for each in done) / seconds, 1),
        "peak_mb": round(peak[0] / _MEGABYTE, 1),
    }


@contextmanager
def _peak() -> Iterator[list[int]]:
    """The largest memory seen so far, in bytes, as the only item of a list."""
    over, seen = threading.Event(), [0]
    own = psutil.Process()

    def look() -> None:
        while not over.wait(0.1):
            seen[0] = max(seen[0], _memory(own))

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()


def _memory(own: psutil.Process) -> int:
    total = 0
    for process in (own, *own.children(recursive=True)):
        try:
            total += process.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total
