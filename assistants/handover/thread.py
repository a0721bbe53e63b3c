"""What a resident sees of a hand-over: words, state, what happens next. Page, widget, API and LINE render these."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

from django.db.models import Prefetch, Q

from assistants.handover.promise import Reachable, reachable
from assistants.handover.telling import what_happened, what_is_next
from assistants.models import Handover, HandoverMessage
from assistants.turn import Desk

Kind = HandoverMessage.Kind
_MOST_TALKS: Final = 10
_CARD_WHILE: Final = (*Handover.OWED,)


@dataclass(frozen=True, slots=True)
class Word:
    """One word. `id` grows with time; `who` speaks: the resident, the desk, or nobody (something happened)."""

    id: int
    who: Literal["resident", "desk", "event"]
    name: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Talk:
    """A hand-over as its resident sees it. `desk`: whom to call meanwhile; `waits`: news may come, ask again."""

    key: UUID
    number: int
    state: str
    state_words: str
    section: str
    next: str
    words: tuple[Word, ...]
    may_write: bool
    waits: bool
    urgent: bool
    desk: Desk | None = None
    desk_is_open: bool = False


def talks_of(*, conversation_ids: Collection[int] = (), keys: Collection[UUID] = (), now: datetime) -> list[Talk]:
    """The hand-overs of these conversations and keys, oldest first. Four queries at most, one when there is none."""
    if not (conversation_ids or keys):
        return []
    words = HandoverMessage.objects.exclude(kind=Kind.NOTE)
    own = Q(conversation_id__in=conversation_ids) | Q(key__in=keys)
    rows = Handover.objects.filter(own).select_related("section")
    found = list(rows.prefetch_related(Prefetch("messages", words)).order_by("-opened_at")[:_MOST_TALKS])
    if not found:
        return []
    desks = reachable(section_ids=frozenset(row.section_id for row in found))
    return [_talk(row, desks[row.section_id], now) for row in reversed(found)]


def newest_word(*, talks: Collection[Talk]) -> int:
    """Mark of what was seen: the id of the newest word, 0 without any."""
    return max((word.id for talk in talks for word in talk.words), default=0)


def news_as_plain(*, talks: Collection[Talk], after: int) -> dict[str, Any]:
    """JSON-ready news for widget and programs: each talk with the words newer than `after`, and the next mark."""
    return {
        "after": max(after, newest_word(talks=talks)),
        "waits": any(talk.waits for talk in talks),
        "talks": [_plain(talk, after) for talk in talks],
    }


def _plain(talk: Talk, after: int) -> dict[str, Any]:
    plain = asdict(talk)
    words = [word for word in plain["words"] if word["id"] > after]
    return {
        **plain,
        "key": str(talk.key),
        "words": [{**word, "at": word["at"].isoformat()} for word in words],
    }


def _talk(row: Handover, reached: Reachable, now: datetime) -> Talk:
    owed = row.state in _CARD_WHILE
    return Talk(
        key=row.key,
        number=row.pk,
        state=row.state,
        state_words=str(Handover.State(row.state).label),
        section=reached.name,
        next=what_is_next(row=row, reached=reached, now=now),
        words=tuple(word for message in row.messages.all() if (word := _word(message))),
        may_write=row.contact_deleted_at is None,
        waits=row.state != Handover.State.CLOSED,
        urgent=row.urgent,
        desk=reached.desk if owed and reached.desk.phone else None,
        desk_is_open=reached.is_open(now=now),
    )


def _word(message: HandoverMessage) -> Word | None:
    if message.kind == Kind.EVENT:
        told = what_happened(event=message.event, text=message.text)
        return Word(message.pk, "event", "", told, message.at) if told else None
    who: Literal["resident", "desk"] = "resident" if message.kind == Kind.RESIDENT else "desk"
    return Word(message.pk, who, message.section_name, message.text, message.at)
