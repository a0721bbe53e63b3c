"""Takes what Stripe sends: signature, mode and form are checked, the raw notice is stored once, then a bell is rung."""

import json
from datetime import datetime
from typing import Any

import stripe
import structlog
from django.conf import settings
from django.db import transaction

from billing.collecting import limits
from billing.collecting.enqueue import ring_for_event
from billing.collecting.gateway import moment
from billing.models import StripeEvent

log = structlog.get_logger(__name__)


class NoticeRefused(ValueError):
    """The notice is not taken; `why`: signature, mode, form."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def receive(*, body: bytes, signature: str, now: datetime) -> bool:
    """Whether the notice is new; the same one again is known by its id and changes nothing. Raises NoticeRefused.

    An old signature is refused like a wrong one, and a notice of test in a live installation too, or the other way.
    """
    if len(body) > limits.NOTICE_BYTES:
        raise NoticeRefused("form")
    _check_signature(body, signature)
    try:
        values = json.loads(body)
    except ValueError as broken:
        raise NoticeRefused("form") from broken
    return store(values=values, raw=body.decode(), now=now)


def store(*, values: Any, raw: str, now: datetime) -> bool:
    """Keep a notice and ring for it; whether it is new. In the public schema. Raises NoticeRefused."""
    row = _read(values)
    if row.live != settings.STRIPE.live:
        log.error("notice of the other mode refused", live=row.live, stripe_event=row.event_id)
        raise NoticeRefused("mode")
    with transaction.atomic():
        known = {"kind": row.kind, "live": row.live, "object_id": row.object_id, "about": row.about}
        times = {"created_at": row.created_at, "received_at": now, "due_at": now + limits.UNHEARD}
        kept, new = StripeEvent.objects.get_or_create(
            event_id=row.event_id, defaults={**known, **times, "payload": raw}
        )
        if new:
            ring_for_event(event_id=kept.pk)
    return new


def _check_signature(body: bytes, signature: str) -> None:
    """Each secret is tried: while one is replaced, both are good. Raises NoticeRefused."""
    for secret in settings.STRIPE.webhook_secrets:
        try:
            stripe.WebhookSignature.verify_header(body, signature, secret, limits.SIGNATURE_SECONDS)
        except (stripe.SignatureVerificationError, UnicodeDecodeError):
            continue
        return
    raise NoticeRefused("signature")


def _read(values: Any) -> StripeEvent:
    """The few fields that are used; all else is asked of Stripe, so it does not matter which version sent it."""
    try:
        thing = values["data"]["object"]
        name, live, kind = str(values["id"]), values["livemode"], str(values["type"])
        if not name.startswith("evt_") or not isinstance(live, bool) or not isinstance(thing, dict):
            raise NoticeRefused("form")
        return StripeEvent(
            event_id=name[:64],
            kind=kind[:80],
            live=live,
            object_id=str(thing.get("id") or "")[:64],
            about=_about(thing)[:64],
            created_at=moment(int(values["created"])),
        )
    except (KeyError, TypeError, ValueError, OverflowError) as strange:
        raise NoticeRefused("form") from strange


def _about(thing: dict[str, Any]) -> str:
    if thing.get("object") in ("invoice", "customer"):
        return str(thing.get("id") or "")
    return next((str(thing[name]) for name in ("invoice", "customer") if isinstance(thing.get(name), str)), "")
