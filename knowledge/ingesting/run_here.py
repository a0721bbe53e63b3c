"""Takes files in without a worker: the same jobs, run by a few threads of this process."""

import contextvars
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import connection

from knowledge.ingesting.corpus_lines import CORPUS_NAME, corpus_as_sheet
from knowledge.ingesting.failures import explain
from knowledge.ingesting.lease import LEASE
from knowledge.ingesting.pipeline import ingest
from knowledge.ingesting.receive import WAITS_FOR_APPROVAL, Outcome, Placement, Received, receive_file
from knowledge.ingesting.refused import Refused
from knowledge.models import Ingestion

_POLL_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Taken:
    """How one file ended. `state` is a state of Ingestion or "already_there"; `what`, `why`, `next_step` explain what
    was refused, failed or held."""

    file_name: str
    state: str
    document_id: int | None = None
    passages: int = 0
    pages: int = 0
    reason: str = ""
    detail: str = ""
    reference: str = ""
    what: str = ""
    why: str = ""
    next_step: str = ""

    @property
    def refused(self) -> bool:
        """Whether nothing of the file can be used."""
        return self.state in (Ingestion.State.REFUSED, Ingestion.State.FAILED, Ingestion.State.CANCELLED)


def receive_path(
    *,
    path: Path,
    file_name: str,
    batch_id: int,
    placement: Placement,
    release: bool,
    accept_findings: bool,
    now: datetime,
    by_id: int | None = None,
) -> Received | Taken:
    """Receive a file of this machine without ringing for a worker; a corpus.jsonl becomes an FAQ sheet.

    `accept_findings`: whoever runs the command answers for what the door would hold (a My Number is refused anyway).
    """
    content = path.read_bytes()
    if path.name == CORPUS_NAME:
        try:
            content, file_name = corpus_as_sheet(content=content), f"{file_name}.csv"
        except Refused as refused:
            return _refused_at_once(file_name, refused)
    received = receive_file(
        file=ContentFile(content, name=path.name),
        file_name=file_name,
        batch_id=batch_id,
        placement=placement,
        by_id=by_id,
        release=release,
        now=now,
        enqueue=False,
    )
    if accept_findings and received.ingestion_id:
        Ingestion.objects.filter(pk=received.ingestion_id).update(accepted_at=now)
    return received


def run_jobs(
    *, received: Iterable[Received], threads: int, on_done: Callable[[Taken], None] = lambda _taken: None
) -> tuple[Taken, ...]:
    """Run the open jobs of what was received; calls `on_done` from this thread as each file ends.

    A job that another worker holds, or held when it was killed, is waited for until its lease runs out.
    """
    results: list[Taken] = []

    def tell(taken: Taken) -> None:
        results.append(taken)
        on_done(taken)

    jobs: dict[int, Received] = {}
    for each in received:
        if each.ingestion_id is None:
            tell(Taken(each.file_name, Outcome.ALREADY_THERE, each.document_id))
        else:
            jobs[each.ingestion_id] = each
    if threads == 1:
        for pk in jobs:
            tell(_run(pk))
        return tuple(results)
    with ThreadPoolExecutor(max_workers=threads, thread_name_prefix="ingest") as pool:
        futures = [pool.submit(contextvars.copy_context().run, _run_apart, pk) for pk in jobs]
        for future in _as_they_end(futures):
            tell(future.result())
    return tuple(results)


def outcome_of(*, job: Ingestion) -> Taken:
    """How a job stands, with the sentences that explain it."""
    told = explain(code=job.reason) if job.reason and job.reason != WAITS_FOR_APPROVAL else None
    return Taken(
        file_name=job.file_name,
        state=job.state,
        document_id=job.version.document_id if job.version else None,
        passages=job.passages,
        pages=job.pages,
        reason=job.reason,
        detail=job.detail,
        reference=job.reference,
        what=str(told.what) if told else "",
        why=str(told.why) if told else "",
        next_step=str(told.next_step) if told else "",
    )


def _run(ingestion_id: int) -> Taken:
    until = time.monotonic() + 2 * LEASE.total_seconds()
    while True:
        ingest(ingestion_id=ingestion_id)
        job = Ingestion.objects.select_related("version").get(pk=ingestion_id)
        if job.state not in (Ingestion.State.QUEUED, Ingestion.State.WORKING) or time.monotonic() > until:
            return outcome_of(job=job)
        time.sleep(_POLL_SECONDS)


def _run_apart(ingestion_id: int) -> Taken:
    try:
        return _run(ingestion_id)
    finally:
        connection.close()  # this thread's own


def _as_they_end(futures: Sequence["Future[Taken]"]) -> Iterator["Future[Taken]"]:
    waiting = set(futures)
    while waiting:
        done, waiting = wait(waiting, return_when="FIRST_COMPLETED")
        yield from done


def _refused_at_once(file_name: str, refused: Refused) -> Taken:
    told = explain(code=refused.code.value)
    sentences = (str(told.what), str(told.why), str(told.next_step))
    return Taken(file_name, Ingestion.State.REFUSED, None, 0, 0, refused.code.value, refused.detail, "", *sentences)
