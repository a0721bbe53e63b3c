"""Work: one received event becomes an answer that waits to be sent. Done twice it changes nothing."""

import json
from datetime import datetime
from typing import Final
from uuid import NAMESPACE_OID, uuid5

import structlog
from asgiref.sync import async_to_sync
from django.db import transaction
from django.utils import timezone

from assistants.asking import answer_whole
from assistants.chat.greeting import greeting
from assistants.conversing import next_turn
from assistants.feedback import give_feedback
from assistants.line.bubbles import Bubble
from assistants.line.channel import NotConnected, channel_keys
from assistants.line.client import LineClient
from assistants.line.friends import conversation_with, friend_of, note_following
from assistants.line.incoming import Incoming, read_event
from assistants.line.limits import MOST_WORK_ATTEMPTS, REPLY_WITHIN, WORK_LEASE
from assistants.line.outbox import put_into_outbox
from assistants.line.postback import read_rating
from assistants.line.saying import (
    answer_bubbles,
    greeting_bubbles,
    not_taken_bubbles,
    rating_lost_bubbles,
    thanks_bubbles,
)
from assistants.line.send import send
from assistants.models import LineEvent, LineFriend, RecordedTurn
from assistants.showing import Shown, from_plain, shown_of
from assistants.turn import Channel
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
            return _answered(event, incoming, friend, now)
        case "postback":
            return _rated(incoming, friend, now)
        case "follow" | "unfollow":
            return _followed(incoming, friend, now)
    return not_taken_bubbles(kind=incoming.kind) if incoming.kind in _TYPED_NOTHING else []


def _followed(incoming: Incoming, friend: LineFriend, now: datetime) -> list[Bubble]:
    follows = incoming.kind == "follow"
    note_following(friend=friend, is_following=follows, at=incoming.occurred_at)
    return greeting_bubbles(greeting=greeting(now=timezone.localtime(now))) if follows else []


def _answered(event: LineEvent, incoming: Incoming, friend: LineFriend, now: datetime) -> list[Bubble]:
    """The answer of this event's turn; when an earlier worker recorded it already, that one."""
    recorded = RecordedTurn.objects.filter(pk=event.turn_id).first()
    if recorded is not None:
        shown = from_plain(plain=recorded.shown, turn_id=str(recorded.pk), question=recorded.question, at=recorded.at)
        return answer_bubbles(shown=shown, is_first=False)
    _show_loading(incoming)
    shown, is_first = _ask(event, incoming, friend, now)
    return answer_bubbles(shown=shown, is_first=is_first)


def _ask(event: LineEvent, incoming: Incoming, friend: LineFriend, now: datetime) -> tuple[Shown, bool]:
    held = conversation_with(friend=friend, now=now)
    turn = next_turn(channel=Channel.LINE, question=incoming.text, held=held, client_key=friend.pseudonym[:16], now=now)
    turn.id = event.turn_id
    is_first = not turn.history
    async_to_sync(answer_whole)(turn)
    return shown_of(turn), is_first


def _show_loading(incoming: Incoming) -> None:
    try:
        with LineClient(token=channel_keys().token) as line:
            line.show_loading(to=incoming.user_id)
    except NotConnected:
        return


def _rated(incoming: Incoming, friend: LineFriend, now: datetime) -> list[Bubble]:
    rating = read_rating(data=incoming.text)
    if rating is None:
        return not_taken_bubbles(kind="postback")
    rated = RecordedTurn.objects.filter(pk=rating.turn_id, conversation__friend=friend).first()
    if rated is None:
        return rating_lost_bubbles()
    give_feedback(
        turn_id=rated.pk,
        conversation_id=rated.conversation_id,
        kind=rating.kind,
        reason=rating.reason,
        comment="",
        now=now,
    )
    return thanks_bubbles(turn_id=str(rating.turn_id), kind=rating.kind, reason=rating.reason)
