"""Conversations as doors hold them: begun, found again by their token, their next turn with what was said before."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_network
from typing import Final, Self
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest
from django.utils import timezone

from assistants.choosing import Chosen, chosen_of
from assistants.languages import LANGUAGES, known_or_japanese
from assistants.listening.keep import words_of
from assistants.models import Conversation, RecordedTurn
from assistants.showing import Shown, from_plain
from assistants.turn import Channel, Turn
from assistants.typed import cleaned
from knowledge.public import Asker
from tenants.public import current_town, sender_of, sign, unsign

KEPT: Final = timedelta(hours=12)
_MOST_TURNS: Final = 50
_HISTORY: Final = 3


class ConversationLost(LookupError):
    """The token is forged, another town's, another door's, or too old."""


@dataclass(frozen=True, slots=True)
class Held:
    """A conversation as a door holds it."""

    id: int
    token: UUID
    language: str
    language_chosen: bool = False
    listening: bool = False

    @classmethod
    def of(cls, *, row: Conversation) -> Self:
        """The facts of one row."""
        return cls(row.pk, row.token, row.language, row.language_chosen, row.listening)


def token_of(*, held: Held, door: str) -> str:
    """The signed form that a reader keeps; worthless in another town and at another door."""
    return sign(value=str(held.token), purpose=f"conversation {door}")


def held_of(*, signed: str, door: str, channel: Channel) -> Held:
    """The conversation of a signed token. Raises ConversationLost. One query."""
    try:
        seconds = int(KEPT.total_seconds())
        token = UUID(unsign(signed=signed, purpose=f"conversation {door}", max_age_seconds=seconds))
    except (BadSignature, ValueError, TypeError, AttributeError) as worthless:
        raise ConversationLost from worthless
    row = Conversation.objects.filter(token=token, channel=channel.value).first()
    if row is None:
        raise ConversationLost
    return Held.of(row=row)


def begin(*, channel: Channel, language: str, now: datetime, page_url: str = "") -> Held:
    """A new conversation; without a `language` its answers follow the questions. An unknown one becomes Japanese."""
    row = Conversation.objects.create(
        channel=channel.value,
        language=known_or_japanese(code=language),
        language_chosen=language in LANGUAGES,
        page_url=page_url,
        started_at=now,
        last_turn_at=now,
    )
    return Held.of(row=row)


def choose_language(*, held: Held, language: str) -> None:
    """From now on this conversation is answered in `language`; an empty one lets it follow the questions again."""
    Conversation.objects.filter(pk=held.id).update(
        language=known_or_japanese(code=language), language_chosen=language in LANGUAGES
    )


def turns_of(*, held: Held | None) -> list[Shown]:
    """What was said so far, oldest first; of an お悩み相談 while it goes on. One query, in a talk two."""
    if held is None:
        return []
    rows = RecordedTurn.objects.filter(conversation_id=held.id).order_by("-at")[:_MOST_TURNS]
    said = [
        from_plain(plain=row.shown, turn_id=str(row.pk), question=row.question, at=row.at)
        for row in reversed(rows)
        if row.shown
    ]
    if held.listening:
        said = sorted([*said, *words_of(conversation_id=held.id)], key=lambda shown: shown.at)
    return said


def next_turn(*, channel: Channel, question: str, held: Held, client_key: str, now: datetime, choice: str = "") -> Turn:
    """The turn of a resident's question, with the conversation's last turns as history. One query.

    A `choice` of an earlier answer stands instead of the question (one query more). Raises ChoiceLost.
    """
    chosen = chosen_of(conversation_id=held.id, choice=choice) if choice else Chosen(question, "")
    said = turns_of(held=held)[-_HISTORY:]
    turn = Turn(
        town=current_town(),
        asker=Asker("residents"),
        channel=channel,
        question=cleaned(text=chosen.question),
        now=timezone.localtime(now),  # its date decides which hotlines and documents are valid today
        language=held.language,
        language_chosen=held.language_chosen,
        conversation_id=held.id,
        history=tuple((shown.question, " ".join(part.text for part in shown.parts)) for shown in said),
    )
    turn.chosen_at = chosen.step
    turn.notes["client_key"] = client_key
    return turn


def client_key(request: HttpRequest) -> str:
    """A short hash of the reader's address, for counting only: never stored, changes with the installation's secret.

    Of an IPv6 address the first 64 bits count: a household has all addresses behind them.
    """
    address = sender_of(request=request)
    if ":" in address:
        address = str(ip_network(f"{address}/64", strict=False))
    return short_hash(address)


def short_hash(text: str) -> str:
    """Sixteen characters that stand for `text` in this installation and tell nothing about it."""
    return hashlib.sha256(f"{settings.SECRET_KEY}|{text}".encode()).hexdigest()[:16]
