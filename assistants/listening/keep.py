"""Keeps the words of a talk for its reader alone, and gives them back to the reader's page."""

from typing import Any
from uuid import UUID

from assistants.models import Conversation, ListeningWord
from assistants.outcomes import Outcome
from assistants.showing import Shown, as_plain, from_plain, shown_of
from assistants.turn import Turn

_MAY_BE_OF_A_TALK = frozenset({Outcome.CRISIS, Outcome.INJECTION_REFUSED, Outcome.FAILED, Outcome.READER_LEFT})


def is_private(*, turn: Turn) -> bool:
    """Whether the turn belongs to a talk. One query for outcomes that came before the talk was known."""
    if turn.listening or turn.outcome not in _MAY_BE_OF_A_TALK or turn.conversation_id is None:
        return turn.listening
    return Conversation.objects.filter(pk=turn.conversation_id, listening=True).exists()


def without_words(*, fields: dict[str, Any]) -> dict[str, Any]:
    """What the log keeps of a talk: that it happened and how it ended."""
    bare = dict.fromkeys(("question", "answer", "prompt", "model_output"), "")
    return {**fields, **bare, "shown": {}, "withheld": [], "retrieved": [], "notes": {"listening": True}}


def keep_words(*, turn: Turn) -> None:
    """Store the message and its reply beside the log; one statement, inside the record's transaction."""
    shown = shown_of(turn)
    answer = " ".join(sentence.text for sentence in turn.shown)
    values = {"question": shown.question, "answer": answer, "shown": as_plain(shown=shown), "at": turn.now}
    ListeningWord.objects.create(conversation_id=turn.conversation_id or 0, turn_id=turn.id, **values)


def shown_in_talk(*, turn_id: UUID) -> dict[str, Any]:
    """What the reader saw of one message, as plain values; empty when its words are gone. One query."""
    return ListeningWord.objects.filter(turn_id=turn_id).values_list("shown", flat=True).first() or {}


def words_of(*, conversation_id: int) -> list[Shown]:
    """The talk as its reader sees it, oldest first; one query."""
    rows = ListeningWord.objects.filter(conversation_id=conversation_id)
    return [
        from_plain(plain=row.shown, turn_id=str(row.turn_id), question=row.question, at=row.at) for row in rows[:100]
    ]
