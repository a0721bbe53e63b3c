"""What a person decides about jobs: let in, refuse, try again, pause, go on, stop."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from audit_log.public import Actor, Subject, record
from knowledge.audit_actions import BATCH_CANCELLED, FINDINGS_ACCEPTED, FINDINGS_REFUSED
from knowledge.ingesting.outcomes import close
from knowledge.ingesting.refused import FailureCode
from knowledge.ingesting.ring import ring
from knowledge.models import Ingestion, IngestionBatch
from knowledge.models.ingestion import DROP, KEEP

_S = Ingestion.State


class NotWaiting(Exception):
    """The job is not in the state that the decision is about any more: somebody else was faster."""


class Undecided(Exception):
    """A finding of the file was not decided about."""


def accept(
    *, ingestion_id: int, by: Actor, now: datetime, decisions: Mapping[str, str] | None = None, because: str = ""
) -> None:
    """Let a held file in: its findings were read, and its document is approved with it.

    `decisions`: mark of each finding → KEEP or DROP (let in without that part); None keeps everything. `because` is
    the reason, for the audit log. Raises NotWaiting, Undecided.
    """
    with transaction.atomic():
        row = _locked(ingestion_id, _S.HELD)
        row.state, row.accepted_at, row.accepted_by_id = _S.QUEUED, now, int(by.id) if by.id else None
        row.queued_at, row.finished_at, row.attempts, row.reason, row.release = now, None, 0, "", True
        row.rung_at, row.decided_because = None, because[:300]
        row.decisions = _complete(row.findings, decisions)
        row.save()
        ring(now=now)
        dropped = sum(decided == DROP for decided in row.decisions.values())
        told = {"count": len(row.findings), "left_out": dropped, "because": because or "—"}
        record(action=FINDINGS_ACCEPTED, actor=by, subject=_subject(row), detail=told, at=now)


def _complete(findings: list[dict[str, Any]], decisions: Mapping[str, str] | None) -> dict[str, str]:
    marks = {str(finding["mark"]) for finding in findings if "mark" in finding}
    if decisions is None:
        return dict.fromkeys(marks, KEEP)
    if any(decisions.get(mark) not in (KEEP, DROP) for mark in marks):
        raise Undecided
    return {mark: decisions[mark] for mark in marks}


def refuse(*, ingestion_id: int, by: Actor, now: datetime, because: str = "") -> None:
    """Do not let a held file in: it is deleted. `because` is the reason, for the audit log. Raises NotWaiting."""
    with transaction.atomic():
        row = _locked(ingestion_id, _S.HELD)
        subject = _subject(row)
        close(row=row, state=_S.CANCELLED, reason=FailureCode.CANCELLED, detail="", now=now)
        record(action=FINDINGS_REFUSED, actor=by, subject=subject, detail={"because": because or "—"}, at=now)


def retry(*, ingestion_id: int, now: datetime) -> None:
    """Try a failed file once more, unless the same file is at work again already. Raises NotWaiting."""
    if not _try_again(Ingestion.objects.filter(pk=ingestion_id), now):
        raise NotWaiting(ingestion_id)


def retry_failed(*, batch_id: int, now: datetime) -> int:
    """Try every failed file of a batch once more; returns how many."""
    return _try_again(Ingestion.objects.filter(batch=batch_id), now)


def _try_again(rows: QuerySet[Ingestion], now: datetime) -> int:
    later = Ingestion.objects.filter(version=OuterRef("version"), pk__gt=OuterRef("pk"))
    failed = rows.filter(~Exists(later), state=_S.FAILED, version__isnull=False)
    fresh = {"reason": "", "detail": "", "reference": "", "attempts": 0, "finished_at": None, "rung_at": None}
    with transaction.atomic():
        tried = failed.update(state=_S.QUEUED, queued_at=now, **fresh)
        ring(now=now)
    return tried


def pause(*, batch_id: int, now: datetime) -> None:
    """Begin no further file of a batch; those at work are finished."""
    IngestionBatch.objects.filter(pk=batch_id, paused_at=None, cancelled_at=None).update(paused_at=now)


def go_on(*, batch_id: int, now: datetime) -> None:
    """Take up a paused batch again."""
    with transaction.atomic():
        IngestionBatch.objects.filter(pk=batch_id).update(paused_at=None)
        Ingestion.objects.filter(batch=batch_id, state=_S.QUEUED).update(rung_at=None)
        ring(now=now)


def cancel(*, batch_id: int, by: Actor, now: datetime) -> int:
    """Stop what is not done yet; what is in service stays. A worker in the middle notices at its next step.

    Returns how many files were stopped.
    """
    with transaction.atomic():
        batch = IngestionBatch.objects.select_for_update().get(pk=batch_id)
        rows = list(Ingestion.objects.unfinished().filter(batch=batch).select_for_update(of=("self",)).order_by("pk"))
        for row in rows:
            close(row=row, state=_S.CANCELLED, reason=FailureCode.CANCELLED, detail="", now=now)
        batch.cancelled_at, batch.paused_at = now, None
        batch.save(update_fields=["cancelled_at", "paused_at"])
        subject = Subject(kind="knowledge.batch", id=str(batch.pk), label=batch.label)
        record(action=BATCH_CANCELLED, actor=by, subject=subject, detail={"count": len(rows)}, at=now)
    return len(rows)


def _locked(ingestion_id: int, state: Ingestion.State) -> Ingestion:
    row = Ingestion.objects.select_for_update(of=("self",)).filter(pk=ingestion_id, state=state).first()
    if row is None:
        raise NotWaiting(ingestion_id)
    return row


def _subject(row: Ingestion) -> Subject:
    return Subject(kind="knowledge.ingestion", id=str(row.pk), label=row.file_name)
