"""Forgets: contact data some days after the end, what was written masked; quiet talks are closed before."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from assistants.audit_actions import HANDOVER_FORGOTTEN
from assistants.handover.rules import handover_rules
from assistants.handover.words import write_word
from assistants.models import Handover, HandoverMessage
from audit_log.public import SYSTEM, record
from pii_masking.public import mask

_AT_ONCE: Final = 500


def close_quiet(*, now: datetime) -> int:
    """End answered ones to which nobody replied for the days of the rules; how many."""
    rules = handover_rules()
    quiet = Handover.objects.filter(
        state=Handover.State.ANSWERED, answered_at__lt=now - timedelta(days=rules.closes_after_days)
    )
    until = timezone.localdate(now) + timedelta(days=rules.contact_kept_days)
    closed = 0
    for row in quiet[:_AT_ONCE]:
        with transaction.atomic():
            still = Handover.objects.filter(pk=row.pk, state=Handover.State.ANSWERED, answered_at=row.answered_at)
            if still.update(state=Handover.State.CLOSED, closed_at=now, contact_until=until):
                write_word(handover=row, kind=HandoverMessage.Kind.EVENT, text="", event="closed", at=now)
                closed += 1
    return closed


def forget_contacts(*, now: datetime) -> int:
    """Delete name and contact whose last day has passed and mask what was written; recorded once with the number."""
    past = Handover.objects.filter(contact_until__lt=timezone.localdate(now), contact_deleted_at=None)
    ids = list(past.values_list("pk", flat=True)[:_AT_ONCE])
    if not ids:
        return 0
    with transaction.atomic():
        _mask(HandoverMessage.objects.filter(handover_id__in=ids).exclude(kind=HandoverMessage.Kind.EVENT))
        Handover.objects.filter(pk__in=ids).update(name_sealed="", contact_sealed="", contact_deleted_at=now)
        record(action=HANDOVER_FORGOTTEN, actor=SYSTEM, subject=None, detail={"count": len(ids)}, at=now)
    return len(ids)


def _mask(words: Iterable[HandoverMessage]) -> None:
    rows = list(words)
    for row in rows:
        row.text = mask(text=row.text).masked.text
    HandoverMessage.objects.bulk_update(rows, ["text"], batch_size=200)
