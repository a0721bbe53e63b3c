"""Questions that can come into a set by one click: what residents asked, and the other wordings of the town's FAQ."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from assistants.models import EvaluationQuestion, RecordedTurn, Topic
from assistants.outcomes import ENDINGS, Family, Outcome
from assistants.reviewing.scope import turns_for
from assistants.topics.classify import by_keyword
from assistants.topics.known import KnownTopic
from assistants.verifying.facts import FactKind
from assistants.verifying.find_facts import find_facts
from assistants.verifying.spelling import spelled
from knowledge.public import FaqWords, faq_words
from tenants.public import Access

_MOST: Final = 20
_LOOKED_AT: Final = 200
_TELLING: Final = (FactKind.MONEY, FactKind.PHONE, FactKind.TIME, FactKind.DAY, FactKind.WEEKDAY, FactKind.AMOUNT)
_MOST_FACTS: Final = 4


@dataclass(frozen=True, slots=True)
class Suggested:
    """A question with what is expected of its answer; `key` finds it again."""

    key: str
    question: str
    expects: str
    facts: tuple[str, ...]
    sources: tuple[str, ...]
    told: str = ""


def from_log(*, topic: Topic, access: Access) -> list[Suggested]:
    """Residents' newest masked questions of the topic that the set does not have; two queries."""
    rows = turns_for(access=access).filter(topic=topic).exclude(question="").order_by("-at")
    turns = list(rows.prefetch_related("citations").only("id", "question", "outcome", "answer", "at")[:_LOOKED_AT])
    there = _there(turn.question for turn in turns)
    fresh = {turn.question: turn for turn in reversed(turns) if turn.question not in there and _fits(turn)}
    return [suggested_of(turn=turn) for turn in list(fresh.values())[::-1][:_MOST]]


def suggested_of(*, turn: RecordedTurn) -> Suggested:
    """A logged question; what was answered is what a person still has to look at."""
    answered = ENDINGS[Outcome(turn.outcome)].family in {Family.ANSWERED, Family.QUOTED}
    expects = EvaluationQuestion.Expects.ANSWER if answered else EvaluationQuestion.Expects.NO_ANSWER
    sources = tuple(dict.fromkeys(citation.title for citation in turn.citations.all()))[:3] if answered else ()
    facts = facts_in(text=turn.answer) if answered else ()
    label = str(ENDINGS[Outcome(turn.outcome)].label)
    return Suggested(str(turn.pk), turn.question, expects.value, facts, sources, label)


def from_faq(*, topic: Topic, topics: Sequence[KnownTopic]) -> list[Suggested]:
    """Other wordings of residents' FAQ entries on the topic, one an entry; two queries."""
    found = [one for entry in faq_words() if (one := _of_entry(entry, topic, topics))]
    there = _there(one.question for one in found)
    return [one for one in found if one.question not in there][:_MOST]


def faq_suggestion(*, entry_id: int) -> Suggested | None:
    """The wording of one entry in service; one query."""
    return next((_wording(entry) for entry in faq_words(entry_id=entry_id)), None)


def log_suggestion(*, turn_id: UUID, access: Access) -> Suggested | None:
    """One logged question that the person may read; two queries."""
    turn = turns_for(access=access).exclude(question="").prefetch_related("citations").filter(pk=turn_id).first()
    return suggested_of(turn=turn) if turn else None


def facts_in(*, text: str) -> tuple[str, ...]:
    """The figures, days, times and phone numbers of an answer as they are written there, the first few."""
    plain = spelled(text=text)
    found = [plain[fact.begin : fact.end] for fact in find_facts(text=plain) if fact.kind in _TELLING]
    return tuple(dict.fromkeys(found))[:_MOST_FACTS]


def _of_entry(entry: FaqWords, topic: Topic, topics: Sequence[KnownTopic]) -> Suggested | None:
    found = by_keyword(text=entry.question, topics=topics)
    return _wording(entry) if found and found.topic.id == topic.pk else None


def _wording(entry: FaqWords) -> Suggested:
    question = entry.variants[0] if entry.variants else entry.question
    facts = facts_in(text=entry.answer)
    return Suggested(str(entry.id), question[:400], "answer", facts, (entry.question,), entry.question)


def _fits(turn: RecordedTurn) -> bool:
    return ENDINGS[Outcome(turn.outcome)].family in {Family.ANSWERED, Family.QUOTED, Family.UNANSWERED}


def _there(questions: Iterable[str]) -> set[str]:
    rows = EvaluationQuestion.objects.filter(question__in=list(questions))
    return set(rows.values_list("question", flat=True))
