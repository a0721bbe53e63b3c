"""A FAQ set tried on the entered town: what it would answer beside what the town answers now. Nothing is installed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from knowledge.public import Asker, FaqWords, faq_words, look_up, open_questions
from templates.adopting.alike import nearest
from templates.adopting.parts import PATTERNS

_SHOWN: Final = 400  # characters of an answer


@dataclass(frozen=True, slots=True)
class Beside:
    """An entry of the set as it would read here; `now`: the town's own FAQ that asks nearly the same, if it has one.

    `unanswered`: questions of residents that nobody could answer and that this one comes near to."""

    key: str
    question: str
    answer: str
    now: FaqWords | None
    unanswered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Today:
    """What a resident who asked this now would be told: the FAQ's answer, else the best passage, else nothing."""

    question: str
    title: str
    text: str
    curated: bool


def try_faq(*, body: Mapping[str, Any], sees_gaps: bool) -> tuple[Beside, ...]:
    """Each entry of a set (as `preview.as_read` gives it). Two queries."""
    patterns: Sequence[Mapping[str, Any]] = body[PATTERNS]
    own = faq_words()
    asked = [one["question"] for one in patterns]
    there = nearest(asked=asked, among=[one.question for one in own])
    gaps = open_questions() if sees_gaps else ()
    for_gaps: dict[int, list[str]] = {}
    for text, near in zip(gaps, nearest(asked=gaps, among=asked), strict=True):
        if near:
            for_gaps.setdefault(near.at, []).append(text)
    return tuple(
        Beside(
            one["key"],
            one["question"],
            one["answer"],
            own[near.at] if near else None,
            tuple(dict.fromkeys(for_gaps.get(at, ()))),
        )
        for at, (one, near) in enumerate(zip(patterns, there, strict=True))
    )


def answered_today(*, question: str, today: date) -> Today | None:
    """What residents are told now; five queries. None when nothing is found. Raises WordVectorsMissing."""
    looked = look_up(query=question, asker=Asker("residents"), today=today, limit=1)
    if looked.faq:
        passage = looked.faq.passage
        return Today(question, looked.faq.question, (passage.answer or passage.text)[:_SHOWN], curated=True)
    if not looked.passages:
        return None
    best = looked.passages[0]
    return Today(question, best.title, best.text[:_SHOWN], curated=False)
