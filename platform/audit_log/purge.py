"""Deletes entries that are older than the retention, and leaves a record from which the rest stays verifiable."""

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Min

from audit_log.audit_actions import PURGED
from audit_log.models import Entry
from audit_log.parties import Actor
from audit_log.record import record, wait_for_the_end_of_the_chain

SHORTEST_RETENTION = timedelta(days=365)  # AISI viewpoint 10 as towns apply it; the database function refuses less, too


class RetentionTooShort(ValueError):
    """Entries younger than a year were to be deleted."""


def purge(*, before: datetime, actor: Actor, at: datetime) -> int:
    """Delete the beginning of the chain up to the first entry that is not older than `before`; the number deleted.

    Recorded as an entry of its own, which names the last deleted entry and its hash. Raises RetentionTooShort when
    `before` is less than 365 days before `at`.
    """
    if at - before < SHORTEST_RETENTION:
        raise RetentionTooShort(f"{before:%Y-%m-%d} is less than a year before {at:%Y-%m-%d}")
    with transaction.atomic():
        wait_for_the_end_of_the_chain()
        through = _last_to_go(before)
        if through is None:
            return 0
        count = Entry.objects.filter(id__lte=through.id).count()
        detail = {"through_id": through.id, "through_hash": through.hash, "count": count, "before": before}
        record(action=PURGED, actor=actor, subject=None, detail=detail, at=at)
        with connection.cursor() as cursor:
            cursor.execute("SELECT audit_log_purge(%s)", [through.id])
    return count


def _last_to_go(before: datetime) -> Entry | None:
    first_to_stay = Entry.objects.filter(at__gte=before).aggregate(id=Min("id"))["id"]
    rows = Entry.objects.order_by("-id")
    return rows.filter(id__lt=first_to_stay).first() if first_to_stay else rows.first()
