"""From what the widget sends to a hand-over, and the hand-over back as JSON."""

from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from assistants.conversing import ConversationLost, Held, begin, client_key
from assistants.handover.answer_back import answer_back
from assistants.handover.ask import Asked, ask_person, asked_before, passed_on
from assistants.handover.holding import HeldTalk, form_facts, held_talk, held_talks, news_of, own_key, talk_token
from assistants.turn import Channel
from assistants.widget.asking import conversation_of, word
from assistants.widget.sharing import NotRead


def start_of_talk(*, content: dict[str, Any], door: str, now: datetime) -> dict[str, Any]:
    """What stands on the form, with what of the conversation would go along."""
    held = _conversation(content, door)
    return {**form_facts(now=now), "said": passed_on(conversation_id=held.id if held else None)}


def open_talk(*, request: HttpRequest, content: dict[str, Any], door: str, now: datetime) -> dict[str, Any]:
    """Hand over; the talk with its token. Raises HandoverRefused and NotRead."""
    asked = _asked(content, door)
    held = _conversation(content, door)
    row = asked_before(asked=asked, conversation_id=held.id if held else None)
    if row is None:
        held = held or begin(channel=Channel.WIDGET, language=word(content=content, name="language"), now=now)
        client = client_key(request)
        row = ask_person(conversation_id=held.id, channel=Channel.WIDGET.value, asked=asked, client=client, now=now)
    talk = HeldTalk(talk_token(row=row, door=door), row.key, row.conversation_id)
    return news_of(held=[talk], after=0, now=now)


def news_for(*, content: dict[str, Any], door: str, now: datetime) -> dict[str, Any]:
    """What is new in the talks whose tokens were sent."""
    tokens = content.get("talks")
    if not isinstance(tokens, list) or not all(isinstance(token, str) for token in tokens):
        raise _not_read()
    after = content.get("after")
    mark = after if type(after) is int and 0 <= after < 2**62 else 0
    return news_of(held=held_talks(tokens=tokens, door=door), after=mark, now=now)


def write_on(*, content: dict[str, Any], door: str, now: datetime) -> dict[str, Any]:
    """The resident writes again; the talk as it stands. Raises HandoverUnknown, HandoverRefused and NotRead."""
    held = held_talk(token=word(content=content, name="talk"), door=door)
    text, key = word(content=content, name="message"), own_key(place=str(held.key), key=_uuid(content, "key"))
    answer_back(talk_key=held.key, conversation_ids=[held.conversation_id], text=text, key=key, now=now)
    return news_of(held=[held], after=0, now=now)


def _conversation(content: dict[str, Any], door: str) -> Held | None:
    try:
        return conversation_of(content=content, door=door)
    except ConversationLost:
        return None


def _asked(content: dict[str, Any], door: str) -> Asked:
    section = content.get("section")
    return Asked(
        key=own_key(place=door, key=_uuid(content, "key")),
        message=word(content=content, name="message"),
        name=word(content=content, name="name"),
        contact=word(content=content, name="contact"),
        section_id=section if type(section) is int else None,
        turn_id=_uuid(content, "turn") if word(content=content, name="turn") else None,
        shares=content.get("shares") is True,
        consents=content.get("consents") is True,
    )


def _uuid(content: dict[str, Any], name: str) -> UUID:
    try:
        return UUID(word(content=content, name=name))
    except ValueError as wrong:
        raise _not_read() from wrong


def _not_read() -> NotRead:
    return NotRead(HTTPStatus.BAD_REQUEST, _("送られた内容を読み取れませんでした。もう一度送ってください。"))
