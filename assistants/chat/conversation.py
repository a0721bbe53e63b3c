"""The conversation a browser holds: found again by a cookie of this host that only this town can read."""

from datetime import datetime
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from assistants.conversing import (
    KEPT,
    ConversationLost,
    Held,
    client_key,
    held_of,
    next_turn,
    token_of,
)
from assistants.conversing import begin as begin_conversation
from assistants.turn import Channel, Turn

COOKIE: Final = "yuimachi_chat"


def held_by(request: HttpRequest) -> Held | None:
    """The conversation of the request's cookie; None without one, for another town's and for an old one. One query."""
    signed = request.COOKIES.get(COOKIE)
    if not signed:
        return None
    try:
        return held_of(signed=signed, door=COOKIE, channel=Channel.PAGE)
    except ConversationLost:
        return None


def begin(*, language: str, now: datetime) -> Held:
    """A new conversation of the page."""
    return begin_conversation(channel=Channel.PAGE, language=language, now=now)


def hold(*, response: HttpResponseBase, held: Held) -> None:
    """Let the browser keep the conversation: this host only, not readable by scripts."""
    response.set_cookie(
        COOKIE,
        token_of(held=held, door=COOKIE),
        max_age=int(KEPT.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def turn_for(*, request: HttpRequest, question: str, held: Held, now: datetime) -> Turn:
    """The turn of a question typed into the page. One query."""
    return next_turn(channel=Channel.PAGE, question=question, held=held, client_key=client_key(request), now=now)
