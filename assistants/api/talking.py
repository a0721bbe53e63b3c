"""From a caller's words to a hand-over, and its state back."""

from typing import Any
from uuid import uuid4

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import APIException

from assistants.api.asking import conversation_of, door_of
from assistants.conversing import begin, short_hash
from assistants.handover.answer_back import answer_back
from assistants.handover.ask import Asked, ask_person, asked_before
from assistants.handover.holding import HeldTalk, held_talk, news_of, own_key, talk_token
from assistants.handover.refused import HandoverRefused, HandoverUnknown
from assistants.turn import Channel
from tenants.public import KeyHolder


class TalkUnknown(APIException):
    """404: forged, another key's or another town's, older than sixty days, or deleted."""

    status_code = status.HTTP_404_NOT_FOUND
    default_code = "talk_unknown"

    def __init__(self) -> None:
        super().__init__(_("相談が見つかりません。相談を送ったときに返った talk を、そのまま使ってください。"))


class TalkRefused(APIException):
    """409: not taken, with the sentence for the resident; nothing is kept."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "talk_refused"


def open_talk(*, asked: dict[str, Any], holder: KeyHolder) -> dict[str, Any]:
    """Hand over; the talk with its token. Raises ConversationOver and TalkRefused."""
    now, reader = timezone.now(), asked.get("reader", "")
    client = short_hash(f"api {holder.key_id} {reader}") if reader else ""
    signed, plain = asked.get("conversation", ""), _asked(asked, door_of(holder))
    held = conversation_of(signed=signed, holder=holder) if signed else None
    try:
        row = asked_before(asked=plain, conversation_id=held.id if held else None)
        if row is None:
            held = held or begin(channel=Channel.API, language="", now=now)
            row = ask_person(conversation_id=held.id, channel=Channel.API.value, asked=plain, client=client, now=now)
    except HandoverRefused as refused:
        raise TalkRefused(refused.sentence) from refused
    return _plain(HeldTalk(talk_token(row=row, door=door_of(holder)), row.key, row.conversation_id), 0)


def read_talk(*, token: str, after: int, holder: KeyHolder) -> dict[str, Any]:
    """The talk with its words newer than the mark `after`. Raises TalkUnknown."""
    return _plain(_held(token, holder), after)


def write_on(*, token: str, written: dict[str, Any], holder: KeyHolder) -> dict[str, Any]:
    """The resident writes again; the talk as it stands. Raises TalkUnknown and TalkRefused."""
    held = _held(token, holder)
    key, text = own_key(place=str(held.key), key=written.get("key") or uuid4()), written["message"]
    try:
        answer_back(talk_key=held.key, conversation_ids=[held.conversation_id], text=text, key=key, now=timezone.now())
    except HandoverRefused as refused:
        raise TalkRefused(refused.sentence) from refused
    return _plain(held, 0)


def _held(token: str, holder: KeyHolder) -> HeldTalk:
    try:
        return held_talk(token=token, door=door_of(holder))
    except HandoverUnknown as unknown:
        raise TalkUnknown from unknown


def _plain(held: HeldTalk, after: int) -> dict[str, Any]:
    news = news_of(held=[held], after=after, now=timezone.now())
    return {**news["talks"][0], "after": news["after"]}


def _asked(asked: dict[str, Any], door: str) -> Asked:
    return Asked(
        key=own_key(place=door, key=asked.get("key") or uuid4()),
        message=asked["message"],
        name=asked.get("name", ""),
        contact=asked.get("contact", ""),
        section_id=asked.get("section"),
        turn_id=asked.get("turn"),
        shares=asked["shares"],
        consents=asked["consents"],
    )
