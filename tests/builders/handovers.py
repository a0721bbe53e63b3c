"""Builds conversations and hand-overs in the entered town."""

import uuid
from datetime import datetime
from typing import Any

from django.utils import timezone

from assistants.handover.ask import Asked, ask_person
from assistants.models import Conversation, Handover, RecordedTurn


def conversation(*, channel: str = "page", at: datetime | None = None) -> Conversation:
    """A conversation that began now."""
    now = at or timezone.now()
    return Conversation.objects.create(channel=channel, started_at=now, last_turn_at=now)


def turn(*, of: Conversation, question: str = "粗大ごみの手数料は", **fields: Any) -> RecordedTurn:
    """A recorded turn without an answer, unless `fields` say otherwise."""
    values = {"channel": of.channel, "at": timezone.now(), "outcome": "not_found", "answer": "", **fields}
    return RecordedTurn.objects.create(id=uuid.uuid4(), conversation=of, question=question, **values)


def handover(
    *, section_id: int | None = None, now: datetime | None = None, of: Conversation | None = None, **asked: Any
) -> Handover:
    """A hand-over that a resident asked for."""
    values = {"key": uuid.uuid4(), "message": "住民票の写しの郵送について教えてください", "consents": True, **asked}
    held = of or conversation()
    return ask_person(
        conversation_id=held.pk,
        channel=held.channel,
        asked=Asked(section_id=section_id, **values),
        client="",
        now=now or timezone.now(),
    )
