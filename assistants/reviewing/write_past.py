"""Writes conversations that were held elsewhere or are made up (a demo, a town that moves in), in bulk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction

from assistants.handover.rules import consent_sentence, handover_rules
from assistants.models import Conversation, Feedback, Handover, HandoverMessage, RecordedTurn
from assistants.outcomes import ENDINGS, Outcome
from assistants.reviewing.tally import tally_days
from assistants.showing import Part, Shown, as_plain
from assistants.topics.classify import rest_of, topic_of
from assistants.topics.known import KnownTopic, known_topics
from llm_gateway.public import encrypt_text
from tenants.public import current_town

_IN_PIECES = 500


@dataclass(frozen=True, slots=True)
class PastTurn:
    """One question. `rating` and `reason` as residents give them; `withheld`: text, reason, detail."""

    at: datetime
    question: str
    answer: str
    outcome: str
    section_id: int | None = None
    source: str = ""
    rating: str = ""
    reason: str = ""
    comment: str = ""
    withheld: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PastWord:
    """A word of a hand-over, some minutes after it was asked. `kind` of HandoverMessage.Kind."""

    kind: str
    text: str
    minutes: int


@dataclass(frozen=True, slots=True)
class PastHandover:
    """What became of a conversation that was handed over. `person_id`: who took it."""

    state: str
    opened_at: datetime
    promised_at: datetime | None
    section_id: int | None
    words: tuple[PastWord, ...]
    name: str = ""
    contact: str = ""
    person_id: int | None = None
    person_name: str = ""
    section_name: str = ""


@dataclass(frozen=True, slots=True)
class PastConversation:
    """A conversation with its turns, oldest first."""

    channel: str
    language: str
    turns: tuple[PastTurn, ...]
    handover: PastHandover | None = None


def write_past(*, conversations: Sequence[PastConversation], now: datetime) -> int:
    """Write into a town without any conversation of residents, and tally it; how many turns (0: there were some)."""
    if not conversations or Conversation.objects.filter(person=None).exists():
        return 0
    topics = known_topics()
    with transaction.atomic():
        rows = Conversation.objects.bulk_create([_conversation(one) for one in conversations], _IN_PIECES)
        pairs = [
            (row, _turn(row, turn, topics), turn)
            for row, one in zip(rows, conversations, strict=True)
            for turn in one.turns
        ]
        RecordedTurn.objects.bulk_create([made for _row, made, _turn in pairs], _IN_PIECES)
        said = [_feedback(made, turn) for _row, made, turn in pairs if turn.rating]
        Feedback.objects.bulk_create(said, _IN_PIECES)
        for row, one in zip(rows, conversations, strict=True):
            if one.handover:
                _write_handover(row, one, one.handover)
    tally_days(now=now)
    return len(pairs)


def _conversation(one: PastConversation) -> Conversation:
    first, last = one.turns[0].at, one.turns[-1].at
    return Conversation(channel=one.channel, language=one.language, started_at=first, last_turn_at=last)


def _turn(row: Conversation, turn: PastTurn, topics: Sequence[KnownTopic]) -> RecordedTurn:
    outcome, made_id = Outcome(turn.outcome), uuid4()
    about = topic_of(text=turn.question, section_id=turn.section_id, topics=topics) or rest_of(topics=topics)
    parts = (Part(turn.answer),) if turn.answer else ()
    shown = Shown(str(made_id), turn.question, turn.at, outcome, str(ENDINGS[outcome].sentence), parts)
    found = [{"passage": 0, "score": 2.4, "title": turn.source, "heading": ""}] if turn.source else []
    return RecordedTurn(
        id=made_id,
        conversation=row,
        channel=row.channel,
        at=turn.at,
        question=turn.question,
        outcome=turn.outcome,
        answer=turn.answer,
        shown=as_plain(shown=shown),
        withheld=[{"text": text, "reason": reason, "detail": detail} for text, reason, detail in turn.withheld],
        retrieved=found,
        section_id=turn.section_id,
        topic_id=about.topic.id if about else None,
    )


def _feedback(made: RecordedTurn, turn: PastTurn) -> Feedback:
    reports = turn.rating == Feedback.Kind.ERROR
    return Feedback(
        turn=made,
        kind=turn.rating,
        reason=turn.reason,
        comment=turn.comment,
        at=turn.at + timedelta(minutes=1),
        section_id=turn.section_id,
        state=Feedback.State.OPEN if reports else "",
    )


def _write_handover(row: Conversation, one: PastConversation, past: PastHandover) -> None:
    answers = [past.opened_at + timedelta(minutes=w.minutes) for w in past.words if w.kind == HandoverMessage.Kind.DESK]
    ended = past.opened_at + timedelta(minutes=max((word.minutes for word in past.words), default=0))
    schema = current_town().schema_name
    made = Handover.objects.create(
        conversation=row,
        channel=one.channel,
        section_id=past.section_id,
        state=past.state,
        name_sealed=encrypt_text(text=past.name, schema_name=schema),
        contact_sealed=encrypt_text(text=past.contact, schema_name=schema),
        consented_to=consent_sentence(rules=handover_rules()),
        passed_on=[{"question": turn.question, "answer": turn.answer, "outcome": turn.outcome} for turn in one.turns],
        opened_at=past.opened_at,
        promised_at=past.promised_at,
        taken_by_id=past.person_id,
        taken_at=past.opened_at + timedelta(minutes=5) if past.person_id else None,
        first_answered_at=answers[0] if answers else None,
        answered_at=answers[-1] if answers else None,
        closed_at=ended if past.state == Handover.State.CLOSED else None,
        contact_until=(ended + timedelta(days=30)).date() if past.state == Handover.State.CLOSED else None,
        alarmed_at=ended if past.state in Handover.OWED else None,
    )
    HandoverMessage.objects.bulk_create(_word(made, past, word) for word in past.words)


def _word(made: Handover, past: PastHandover, word: PastWord) -> HandoverMessage:
    ours = word.kind in {HandoverMessage.Kind.DESK, HandoverMessage.Kind.NOTE, HandoverMessage.Kind.EVENT}
    event = word.kind == HandoverMessage.Kind.EVENT
    return HandoverMessage(
        handover=made,
        kind=word.kind,
        event=word.text if event else "",
        text="" if event else word.text,
        at=past.opened_at + timedelta(minutes=word.minutes),
        person_id=past.person_id if ours else None,
        person_name=past.person_name if ours else "",
        section_name=past.section_name if word.kind == HandoverMessage.Kind.DESK else "",
    )
