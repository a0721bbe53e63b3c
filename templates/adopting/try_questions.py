"""An evaluation set tried on the entered town, a question at a time: nothing is installed, nothing enters the log."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from assistants.public import AskedAndJudged, ask_and_judge, asked_already
from templates.adopting.parts import EXPECTS, QUESTIONS

_OPEN: Final = "〔"  # a blank that the town has said nothing of, see `preview.as_read`


@dataclass(frozen=True, slots=True)
class TriedQuestion:
    """A question of the set as it would be asked here. `there`: the town asks it in its own sets already; `open`: words
    that wait for a value of the town and are not looked at."""

    number: int
    question: str
    expects: str
    facts: Sequence[str]
    forbidden: Sequence[str]
    sources: Sequence[str]
    open: Sequence[str]
    there: bool

    @property
    def expected(self) -> str:
        """How the answer has to end, as people read it."""
        return str(EXPECTS[self.expects])

    @property
    def can_be_asked(self) -> bool:
        """Whether the question itself has all its values."""
        return _OPEN not in self.question


def questions_to_try(*, body: Mapping[str, Any], but: Collection[int] = ()) -> tuple[TriedQuestion, ...]:
    """The questions of a set (as `preview.as_read` gives it), numbered from 1; one query.

    `but`: rows of the town's copy of this set, which are not the town's own.
    """
    rows: Sequence[Mapping[str, Any]] = body[QUESTIONS]
    there = asked_already(questions=[str(one["question"]) for one in rows], but=but)
    return tuple(_tried(number, one, one["question"] in there) for number, one in enumerate(rows, 1))


def try_question(*, tried: TriedQuestion, now: datetime) -> AskedAndJudged:
    """Ask the town as a resident would and compare with what is expected; as long as an answer takes. Never raises."""
    return ask_and_judge(
        question=tried.question,
        expects=tried.expects,
        facts=tried.facts,
        forbidden=tried.forbidden,
        sources=tried.sources,
        now=now,
    )


def _tried(number: int, one: Mapping[str, Any], there: bool) -> TriedQuestion:
    words = {name: [str(word) for word in one.get(name) or ()] for name in ("facts", "forbidden", "sources")}
    known = {name: [word for word in found if _OPEN not in word] for name, found in words.items()}
    open_ = [word for found in words.values() for word in found if _OPEN in word]
    return TriedQuestion(number, one["question"], one["expects"], **known, open=open_, there=there)
