"""The conversation a browser holds: found again by a cookie of this host that only this town can read."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_network
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponseBase

from assistants.languages import LANGUAGES
from assistants.models import Conversation, RecordedTurn
from assistants.showing import Shown, from_plain
from assistants.turn import Channel, Turn
from knowledge.public import Asker
from tenants.public import Town, current_town, sender_of, sign, unsign

COOKIE: Final = "yuimachi_chat"
_KEPT: Final = timedelta(hours=12)
_MOST_TURNS: Final = 50
_HISTORY: Final = 3


@dataclass(frozen=True, slots=True)
class Held:
    """A conversation as the browser holds it."""

    id: int
    token: UUID
    language: str


def held_by(request: HttpRequest) -> Held | None:
    """The conversation of the request's cookie; None without one, for another town's and for an old one. One query."""
    signed = request.COOKIES.get(COOKIE)
    if not signed:
        return None
    try:
        token = UUID(unsign(signed=signed, purpose=COOKIE, max_age_seconds=int(_KEPT.total_seconds())))
    except (BadSignature, ValueError):
        return None
    row = Conversation.objects.filter(token=token, channel=Channel.PAGE.value).first()
    return Held(row.pk, row.token, row.language) if row else None


def begin(*, language: str, now: datetime) -> Held:
    """A new conversation."""
    known = language if language in LANGUAGES else "ja"
    row = Conversation.objects.create(channel=Channel.PAGE.value, language=known, started_at=now, last_turn_at=now)
    return Held(row.pk, row.token, row.language)


def hold(*, response: HttpResponseBase, held: Held) -> None:
    """Let the browser keep the conversation: this host only, not readable by scripts."""
    response.set_cookie(
        COOKIE,
        sign(value=str(held.token), purpose=COOKIE),
        max_age=int(_KEPT.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def turns_of(*, held: Held | None) -> list[Shown]:
    """What was said so far, oldest first. One query."""
    if held is None:
        return []
    rows = RecordedTurn.objects.filter(conversation_id=held.id).order_by("-at")[:_MOST_TURNS]
    return [
        from_plain(plain=row.shown, turn_id=str(row.pk), question=row.question, at=row.at)
        for row in reversed(rows)
        if row.shown
    ]


def turn_for(*, request: HttpRequest, question: str, held: Held, now: datetime) -> Turn:
    """The turn of a resident's question, with the conversation's last turns as history. One query."""
    town: Town = current_town()
    said = turns_of(held=held)[-_HISTORY:]
    turn = Turn(
        town=town,
        asker=Asker("residents"),
        channel=Channel.PAGE,
        question=question,
        now=now,
        language=held.language,
        conversation_id=held.id,
        history=tuple((shown.question, " ".join(part.text for part in shown.parts)) for shown in said),
    )
    turn.notes["client_key"] = client_key(request)
    return turn


def client_key(request: HttpRequest) -> str:
    """A short hash of the reader's address, for counting only: never stored, changes with the installation's secret.

    Of an IPv6 address the first 64 bits count: a household has all addresses behind them.
    """
    address = sender_of(request=request)
    if ":" in address:
        address = str(ip_network(f"{address}/64", strict=False))
    return hashlib.sha256(f"{settings.SECRET_KEY}|{address}".encode()).hexdigest()[:16]
