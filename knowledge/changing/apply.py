"""Writes what was looked at, in one transaction, and undoes it as a whole."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction

from audit_log.public import Actor, Subject, record
from knowledge.audit_actions import BULK_CHANGED, BULK_UNDONE
from knowledge.changing.plan import Wish, plan_change
from knowledge.changing.rows import ChangedRow, still_as_written, turned, write_rows
from knowledge.models import BulkChange
from tenants.public import Access

UNDO_FOR: Final = timedelta(days=30)
_KINDS: Final = {
    "edit": BulkChange.Kind.EDITED,
    "approve": BulkChange.Kind.APPROVED,
    "withdraw": BulkChange.Kind.WITHDRAWN,
}


class PlanChanged(Exception):
    """Something else was changed since the preview: look again."""


class NotUndone(Exception):
    """Nothing could be taken back: undone already, too old, or everything was changed again since."""


def apply_change(*, ids: Sequence[int], wish: Wish, seen: str, access: Access, by: Actor, now: datetime) -> BulkChange:
    """Do to the documents what the preview with the fingerprint `seen` showed. Raises PlanChanged."""
    with transaction.atomic():
        plan = plan_change(ids=ids, wish=wish, access=access, now=_moment(seen, now), lock=True)
        rows = [row.change for row in plan.changing if row.change]
        if plan.seen != fingerprint_of(seen) or not rows:
            raise PlanChanged
        kind = _KINDS[wish.step]
        return write_down(kind=kind, label=str(kind.label), rows=rows, by=by, now=now)


def write_down(
    *, kind: BulkChange.Kind, label: str, rows: Sequence[ChangedRow], by: Actor, now: datetime
) -> BulkChange:
    """Write the rows, keep the change for undoing, and record it. Within the caller's transaction."""
    write_rows(rows=rows, now=now)
    change = BulkChange.objects.create(
        kind=kind, label=label[:200], by_id=int(by.id), at=now, rows=[row.plain() for row in rows]
    )
    record(action=BULK_CHANGED, actor=by, subject=_subject(change), detail=_detail(rows), at=now)
    return change


def undo_change(*, change_id: int, by: Actor, now: datetime) -> tuple[int, int]:
    """Give every row that nobody has changed since its former fields back: (taken back, left as they are now).

    Raises NotUndone.
    """
    try:
        with transaction.atomic():
            open_changes = BulkChange.objects.select_for_update().filter(undone_at=None, at__gt=now - UNDO_FOR)
            change = open_changes.filter(pk=change_id).first()
            if change is None:
                raise NotUndone
            rows = [ChangedRow(**row) for row in change.rows]
            kept = still_as_written(rows=rows)
            if not kept:
                raise NotUndone
            write_rows(rows=[turned(row) for row in kept], now=now)
            change.undone_at, change.undone_by_id = now, int(by.id)
            change.save(update_fields=["undone_at", "undone_by"])
            record(action=BULK_UNDONE, actor=by, subject=_subject(change), detail={"count": len(kept)}, at=now)
    except IntegrityError as taken:  # a file of the same name has come to the former place meanwhile
        raise NotUndone from taken
    return len(kept), len(rows) - len(kept)


def seal_preview(*, seen: str, now: datetime) -> str:
    """The fingerprint with the moment it was made at, for the form."""
    return f"{now.isoformat()}|{seen}"


def fingerprint_of(sealed: str) -> str:
    """Inverse of `seal_preview`."""
    return sealed.partition("|")[2]


def _moment(sealed: str, now: datetime) -> datetime:
    """Approval and withdrawal carry a time: the preview's own, so that both plans are the same; "now" for nonsense."""
    try:
        made = datetime.fromisoformat(sealed.partition("|")[0])
    except ValueError:
        return now
    return made if made.tzinfo and now - timedelta(hours=1) < made <= now else now


def _detail(rows: Sequence[ChangedRow]) -> dict[str, object]:
    fields = sorted({name.removesuffix("_id") for row in rows for name in row.after})
    ids = {table: [row.id for row in rows if row.table == table] for table in sorted({row.table for row in rows})}
    return {"count": len(rows), "fields": "、".join(fields), "ids": ids}


def _subject(change: BulkChange) -> Subject:
    return Subject(kind="knowledge.change", id=str(change.pk), label=change.label)
