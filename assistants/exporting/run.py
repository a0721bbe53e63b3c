"""Works on an export. A killed worker leaves nothing behind: the next one makes the file anew."""

import tempfile
from collections.abc import Iterator
from datetime import date
from typing import Any

import structlog
from django.core.files import File
from django.core.files.storage import default_storage
from django.db.models import Q, QuerySet
from django.utils import timezone

from assistants.exporting import limits
from assistants.exporting.write_file import write_file
from assistants.models import LogExport, RecordedTurn
from assistants.reviewing.log import LogFilters, narrow
from assistants.reviewing.scope import turns_within
from jobs.public import LostJob

log = structlog.get_logger(__name__)
FOLDER = "exports"
_READ = ("at", "question", "answer", "outcome", "channel", "section__name", "conversation__language")
_S = LogExport.State


def work_on(*, export_id: int) -> LogExport.State | None:
    """Make the file; the state then, None when somebody else has it or it is over."""
    row = LogExport.claim(pk=export_id, now=timezone.now(), lease=limits.LEASE, written=0)
    if row is None:
        return None
    try:
        if row.attempts > limits.MOST_ATTEMPTS:
            return _end(row, _S.FAILED)
        return _make(row)
    except LostJob:
        log.info("export given up: stopped or taken over", export=row.pk)
        return None
    except Exception:
        log.exception("export failed", export=row.pk)
        return _end(row, _S.FAILED)


def filters_of(*, row: LogExport) -> LogFilters:
    """What the export was narrowed by."""
    plain = dict(row.filters)
    for name in ("since", "until"):
        plain[name] = date.fromisoformat(plain[name]) if plain.get(name) else None
    return LogFilters(**plain)


def _make(row: LogExport) -> LogExport.State:
    within = turns_within(section_ids=None if row.section_ids is None else frozenset(row.section_ids))
    turns = narrow(rows=within.filter(at__lte=row.queued_at), filters=filters_of(row=row))
    _go_on(row, total=turns.values("pk")[: limits.MOST_ROWS].count())
    with tempfile.TemporaryFile() as content:
        write_file(turns=_all(row, turns), kind="xlsx" if row.kind == "xlsx" else "csv", to=content)
        size = content.tell()
        content.seek(0)
        name = default_storage.save(f"{FOLDER}/{row.pk}-{row.attempts}.{row.kind}", File(content))
    return _end(row, _S.DONE, file=name, size=size)


def _all(row: LogExport, turns: QuerySet[RecordedTurn]) -> Iterator[RecordedTurn]:
    """Newest first, a handful of queries for each few hundred; tells how far it is and stops when it is stopped."""
    rows = turns.select_related("section", "conversation").prefetch_related("feedback").only(*_READ)
    last: RecordedTurn | None = None
    written = 0
    while written < limits.MOST_ROWS:
        left = rows.filter(Q(at__lt=last.at) | Q(at=last.at, pk__lt=last.pk), at__lte=last.at) if last else rows
        found = list(left.order_by("-at", "-pk")[: min(limits.AT_ONCE, limits.MOST_ROWS - written)])
        if not found:
            return
        yield from found
        last, written = found[-1], written + len(found)
        _go_on(row, written=written)


def _end(row: LogExport, state: LogExport.State, **values: Any) -> LogExport.State:
    row.keep(state=state, finished_at=timezone.now(), lease_until=None, **values)
    return state


def _go_on(row: LogExport, **values: Any) -> None:
    row.keep(lease_until=timezone.now() + limits.LEASE, **values)
