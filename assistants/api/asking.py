"""From a caller's words to a turn, and from the turn to JSON or to events."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import APIException

from assistants.answering import answer
from assistants.choosing import ChoiceLost
from assistants.conversing import ConversationLost, Held, begin, held_of, next_turn, short_hash, token_of
from assistants.events import Ended
from assistants.showing import shown_of
from assistants.turn import Channel, Turn
from assistants.wire import turn_of, wire_event
from tenants.public import KeyHolder
from web.public import ServerEvent, json_event


class ConversationOver(APIException):
    """404: forged, another key's or another town's, or older than twelve hours."""

    status_code = status.HTTP_404_NOT_FOUND
    default_code = "conversation_unknown"

    def __init__(self) -> None:
        super().__init__(
            _("会話が見つからないか、12時間を過ぎています。conversation を付けずに、新しい会話として送ってください。")
        )


class ChoiceUnknown(APIException):
    """404: not offered in this conversation."""

    status_code = status.HTTP_404_NOT_FOUND
    default_code = "choice_unknown"

    def __init__(self) -> None:
        super().__init__(_("選択肢が見つかりません。この会話の回答にある choices の id を送ってください。"))


def conversation_of(*, signed: str, holder: KeyHolder) -> Held:
    """The conversation that this key began. Raises ConversationOver."""
    try:
        return held_of(signed=signed, door=door_of(holder), channel=Channel.API)
    except ConversationLost as lost:
        raise ConversationOver from lost


def turn_for(*, asked: dict[str, Any], holder: KeyHolder) -> tuple[Turn, str]:
    """The turn of a call, and its conversation's token. Raises ConversationOver and ChoiceUnknown."""
    now, signed = timezone.now(), asked.get("conversation", "")
    if signed:
        held = conversation_of(signed=signed, holder=holder)
    else:
        held = begin(channel=Channel.API, language=asked["language"], now=now)
    reader = asked.get("reader", "")
    client = short_hash(f"api {holder.key_id} {reader}") if reader else ""
    question, choice = asked.get("question", ""), asked.get("choice", "")
    try:
        turn = next_turn(channel=Channel.API, question=question, held=held, client_key=client, now=now, choice=choice)
    except ChoiceLost as lost:
        raise ChoiceUnknown from lost
    return turn, token_of(held=held, door=door_of(holder))


def as_answer(*, turn: Turn, conversation: str, base: str) -> dict[str, Any]:
    """A finished turn for the caller."""
    return {"conversation": conversation, **turn_of(shown=shown_of(turn), base=base)}


async def as_events(*, turn: Turn, conversation: str, base: str) -> AsyncIterator[ServerEvent]:
    """The same as it comes into being."""
    yield json_event(event="conversation", data={"conversation": conversation})
    async with aclosing(answer(turn)) as events:
        async for event in events:
            shown = shown_of(turn) if isinstance(event, Ended) else None
            yield wire_event(event=event, shown=shown, base=base)


def door_of(holder: KeyHolder) -> str:
    """By what tokens are bound to the key they were given to."""
    return f"api {holder.key_id}"
