"""From what the widget sends to a turn, and the turn back as events."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.translation import gettext as _

from assistants.answering import answer
from assistants.chat.greeting import greeting
from assistants.conversing import Held, begin, client_key, held_of, next_turn, token_of, turns_of
from assistants.events import Ended
from assistants.languages import LANGUAGES
from assistants.showing import shown_of
from assistants.turn import Channel, Turn
from assistants.widget.sharing import NotRead
from assistants.widget.words import all_words
from assistants.wire import turn_of, wire_event
from web.public import ServerEvent, json_event

LONGEST_READ: Final = 10_000  # how long a question may be is said by stages.guard
_LONGEST_URL: Final = 500


def word(*, content: dict[str, Any], name: str) -> str:
    """A text of the content, empty when missing. Raises NotRead for anything but text."""
    found = content.get(name) or ""
    if not isinstance(found, str):
        raise NotRead(HTTPStatus.BAD_REQUEST, _("送られた内容を読み取れませんでした。もう一度送ってください。"))
    return found[:LONGEST_READ]


def conversation_of(*, content: dict[str, Any], door: str) -> Held | None:
    """The conversation that is named; None when none is. Raises ConversationLost."""
    signed = word(content=content, name="conversation")
    return held_of(signed=signed, door=door, channel=Channel.WIDGET) if signed else None


def turn_for(*, request: HttpRequest, content: dict[str, Any], door: str, now: datetime) -> tuple[Turn, str]:
    """The turn, and its conversation's token. Raises ConversationLost, ChoiceLost and NotRead."""
    held = conversation_of(content=content, door=door)
    if held is None:
        page = word(content=content, name="page")[:_LONGEST_URL]
        page = page if page.startswith(("https://", "http://")) else ""
        held = begin(channel=Channel.WIDGET, language=word(content=content, name="language"), now=now, page_url=page)
    turn = next_turn(
        channel=Channel.WIDGET,
        question=word(content=content, name="question"),
        held=held,
        client_key=client_key(request),
        now=now,
        choice=word(content=content, name="choice"),
    )
    return turn, token_of(held=held, door=door)


async def as_events(*, turn: Turn, conversation: str, base: str) -> AsyncIterator[ServerEvent]:
    """The answer as it comes into being; first the token to go on with."""
    yield json_event(event="conversation", data={"conversation": conversation})
    async with aclosing(answer(turn)) as events:
        async for event in events:
            shown = shown_of(turn) if isinstance(event, Ended) else None
            yield wire_event(event=event, shown=shown, base=base)


def start_of(*, held: Held | None, page: str, base: str, now: datetime) -> dict[str, Any]:
    """Everything the widget shows before the next question on the page `page` of the site; `now` in local time."""
    start = greeting(now=now, path=_path_of(page))
    return {
        "title": _("%(town)s AI案内") % {"town": start.town_name},
        "name": start.name,
        "greeting": start.text,
        "picture": f"{base}/chat/guide.png" if start.picture else "",
        "suggestions": list(start.suggestions),
        "closed": start.closed_reason,
        "contact": _("電話: %(phone)s（平日 %(hours)s）") % {"phone": start.phone, "hours": start.hours},
        "languages": [["", "Auto"], *([language.code, language.name] for language in LANGUAGES.values())],
        "language": held.language if held and held.language_chosen else "",
        "turns": [turn_of(shown=shown, base=base) for shown in turns_of(held=held)],
        "words": all_words(),
    }


def _path_of(page: str) -> str:
    """The path of the site's page; empty for what is no address."""
    try:
        return urlsplit(page[:_LONGEST_URL]).path
    except ValueError:
        return ""
