"""Work: one received event becomes an answer that waits to be sent. Done twice it changes nothing."""

import json
from datetime import datetime
from typing import Final
from uuid import NAMESPACE_OID, uuid5

import structlog
from django.db import transaction
from django.utils import timezone

from assistants.chat.greeting import greeting
from assistants.crisis.recognise import recognised
from assistants.line.answer import answered
from assistants.line.bubbles import Bubble
from assistants.line.friends import friend_of, note_following
from assistants.line.incoming import Incoming, read_event
from assistants.line.limits import MOST_BUBBLES, MOST_WORK_ATTEMPTS, REPLY_WITHIN, WORK_LEASE
from assistants.line.outbox import put_into_outbox
from assistants.line.press import pressed
from assistants.line.saying import greeting_bubbles, not_taken_bubbles
from assistants.line.send import send
from assistants.line.talk import written
from assistants.models import LineEvent, LineFriend
from llm_gateway.public import SecretNotReadable, reveal

log = structlog.get_logger(__name__)
_TYPED_NOTHING: Final = {"sticker", "image", "video", "audio", "file", "location", "unknown"}


def work_on(*, event_id: int, now: datetime) -> bool:
    """Claim the event, answer it, send the answer; False when somebody else has it or it is over."""
    event = LineEvent.claim(pk=event_id, now=now, lease=WORK_LEASE)
    if event is None:
        return False
    if event.attempts > MOST_WORK_ATTEMPTS:
        log.error("LINE event given up", event=event.pk, kind=event.kind)
        event.write(state=LineEvent.State.FAILED, payload="", finished_at=now)
        return False
    try:
        incoming = read_event(event=json.loads(reveal(value=event.payload)))
    except (SecretNotReadable, ValueError):  # the installation's secret changed meanwhile
        log.exception("LINE event not readable", event=event.pk)
        event.write(state=LineEvent.State.FAILED, payload="", finished_at=now)
        return False
    message_id = _finish(event, incoming, now)
    if message_id is not None:
        send(message_id=message_id, now=timezone.now())
    return True


def _finish(event: LineEvent, incoming: Incoming, now: datetime) -> int | None:
    """Make the answer, then put it into the outbox and end the event in one transaction."""
    friend = friend_of(user_id=incoming.user_id) if incoming.user_id and not incoming.in_group else None
    bubbles = _bubbles(event, incoming, friend, now)
    with transaction.atomic():
        ended = event.write(state=LineEvent.State.DONE, payload="", finished_at=timezone.now())
        if not ended or not bubbles or not (friend or incoming.reply_token):
            return None
        return put_into_outbox(
            friend=friend,
            bubbles=bubbles,
            key=uuid5(NAMESPACE_OID, f"line answer {event.turn_id}"),
            reply_token=incoming.reply_token,
            reply_until=incoming.occurred_at + REPLY_WITHIN,
            now=now,
        )


def _bubbles(event: LineEvent, incoming: Incoming, friend: LineFriend | None, now: datetime) -> list[Bubble]:
    """What is said to the event; nothing to what needs no word (unsend, member changes, beacons…)."""
    if incoming.in_group:
        return not_taken_bubbles(kind="join") if incoming.kind == "join" else []
    if friend is None:
        return []
    match incoming.kind:
        case "text":
            return _typed(event, incoming, friend, now)
        case "postback":
            return pressed(event=event, incoming=incoming, friend=friend, now=now)
        case "follow" | "unfollow":
            return _followed(incoming, friend, now)
    return not_taken_bubbles(kind=incoming.kind) if incoming.kind in _TYPED_NOTHING else []


def _followed(incoming: Incoming, friend: LineFriend, now: datetime) -> list[Bubble]:
    follows = incoming.kind == "follow"
    note_following(friend=friend, is_following=follows, at=incoming.occurred_at)
    return greeting_bubbles(greeting=greeting(now=timezone.localtime(now))) if follows else []


def _typed(event: LineEvent, incoming: Incoming, friend: LineFriend, now: datetime) -> list[Bubble]:
    """A message for the desk, or a question; words of danger bring the numbers that help either way."""
    for_desk = written(event=event, text=incoming.text, friend=friend, now=now)
    if for_desk is None:
        return answered(event=event, incoming=incoming, friend=friend, now=now)
    if not recognised(text=incoming.text):
        return for_desk
    help_first = answered(event=event, incoming=incoming, friend=friend, now=now)
    return [*help_first[: MOST_BUBBLES - 1], for_desk[0]]
