"""Receive: store what LINE tells, ring for it, be done. Told again, it is known already."""

import json
from datetime import datetime
from typing import Any
from uuid import uuid4

import structlog
from django.db import transaction

from assistants.line.enqueue import enqueue_event
from assistants.line.incoming import NotAnEvent, read_event
from assistants.line.limits import UNHEARD
from assistants.models import LineEvent

log = structlog.get_logger(__name__)


def receive_events(*, events: list[dict[str, Any]], now: datetime) -> int:
    """Store the new events of one webhook and ring for each; returns how many were new. Three statements."""
    rows = [row for event in events if (row := _row(event, now)) is not None]
    if not rows:
        return 0
    with transaction.atomic():
        known = set(_known(rows))
        LineEvent.objects.bulk_create(rows, ignore_conflicts=True)
        fresh = [row.event_id for row in rows if row.event_id not in known]
        for pk in LineEvent.objects.filter(event_id__in=fresh).values_list("pk", flat=True):
            enqueue_event(event_id=pk, now=now)
    return len(fresh)


def _known(rows: list[LineEvent]) -> list[str]:
    found = LineEvent.objects.filter(event_id__in=[row.event_id for row in rows])
    return list(found.values_list("event_id", flat=True))


def _row(event: dict[str, Any], now: datetime) -> LineEvent | None:
    try:
        incoming = read_event(event=event)
    except NotAnEvent as wrong:
        log.warning("LINE sent what is no event", why=str(wrong))
        return None
    if not incoming.is_ours:
        return None
    return LineEvent(
        event_id=incoming.event_id,
        kind=incoming.kind,
        payload=json.dumps(event, ensure_ascii=False),
        occurred_at=incoming.occurred_at,
        received_at=now,
        due_at=now + UNHEARD,
        turn_id=uuid4(),
    )
