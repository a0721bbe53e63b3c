"""Works on notices again, and fetches those that never arrived from Stripe's own list."""

import json
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from audit_log.public import Actor, Subject, record
from billing.audit_actions import STRIPE_REPLAYED
from billing.collecting import limits
from billing.collecting.enqueue import ring_for_event
from billing.collecting.gateway import Gateway, told
from billing.collecting.receive import NoticeRefused, store
from billing.models import StripeEvent

# What the webhook has to be sent; docs/operating.md names them.
KINDS: Final = (
    "invoice.created",
    "invoice.finalized",
    "invoice.updated",
    "invoice.paid",
    "invoice.payment_failed",
    "invoice.voided",
    "invoice.marked_uncollectible",
    "credit_note.created",
    "credit_note.voided",
    "customer.deleted",
)
_OVER: Final = (StripeEvent.State.DONE, StripeEvent.State.FAILED)


def replay(*, event_id: int, actor: Actor, now: datetime) -> bool:
    """Let one notice be worked on again; False when it is being worked on. In the public schema."""
    with transaction.atomic():
        free = StripeEvent.objects.filter(pk=event_id, state__in=_OVER)
        if not free.update(state=StripeEvent.State.WAITING, attempts=0, due_at=now + limits.UNHEARD, failure=""):
            return False
        event = StripeEvent.objects.get(pk=event_id)
        subject = Subject("billing.stripe_event", str(event.pk), event.event_id)
        record(action=STRIPE_REPLAYED, actor=actor, subject=subject, detail={"kind": event.kind}, at=now)
        ring_for_event(event_id=event_id)
    return True


def replay_failed(*, actor: Actor, now: datetime) -> int:
    """Let every notice that was given up be worked on again; how many."""
    return sum(
        replay(event_id=pk, actor=actor, now=now) for pk in StripeEvent.objects.failed().values_list("pk", flat=True)
    )


def fetch_missed(*, gate: Gateway, since: datetime, now: datetime) -> int:
    """Store and ring for what Stripe has told since then and we never got; how many. Stripe keeps 30 days of them.

    Raises StripeTrouble.
    """
    wanted: Any = {"types": list(KINDS), "created": {"gte": int(since.timestamp())}, "limit": limits.PAGE}
    missed = 0
    with told():
        page = gate.api.v1.events.list(wanted)
        while page.data:
            ids = [event.id for event in page.data]
            known = set(StripeEvent.objects.filter(event_id__in=ids).values_list("event_id", flat=True))
            for event in page.data:
                if event.id not in known:
                    missed += _stored(event.to_dict(), now)
            page = page.next_page()
    return missed


def _stored(values: dict[str, Any], now: datetime) -> bool:
    try:
        return store(values=values, raw=json.dumps(values, ensure_ascii=False, default=str), now=now)
    except NoticeRefused:
        return False
