"""Quote: without a model the town's own words are shown as they stand, and it is said why."""

from collections.abc import Iterator
from typing import Final

from assistants.events import Event, Quoted
from assistants.outcomes import Outcome
from assistants.stages.cite import number_of
from assistants.turn import CheckedSentence, Turn
from knowledge.public import FoundPassage, best_window

_MOST_QUOTES: Final = 2
_QUOTE_CHARACTERS: Final = 350
_NEAR_THE_BEST: Final = 0.97  # a second passage is quoted only when its score is at least this share of the best one's


def show(turn: Turn) -> Iterator[Event]:
    """Quote the curated answer or the best passages; sets the outcome of a quoting turn."""
    if turn.curated:
        turn.outcome = turn.outcome or Outcome.ANSWERED_CURATED
        yield _quoted(turn, 0, turn.curated.passage.answer)
        return
    turn.outcome = outcome_of(turn)
    for index in _to_quote(turn):
        yield _quoted(turn, index, _window(turn, turn.passages[index]))


def outcome_of(turn: Turn) -> Outcome:
    """Why the turn quotes: the model failed, the allowance is spent, or no model is set up."""
    if turn.model_failed:
        return Outcome.QUOTED_MODEL_FAILED
    return Outcome.QUOTED_ALLOWANCE_SPENT if turn.allowance_spent else Outcome.QUOTED


def _to_quote(turn: Turn) -> list[int]:
    least = turn.passages[0].score * _NEAR_THE_BEST if turn.passages else 0.0
    return [index for index, passage in enumerate(turn.passages) if passage.score >= least][:_MOST_QUOTES]


def _window(turn: Turn, passage: FoundPassage) -> str:
    if passage.answer:
        return passage.answer
    question = turn.japanese or (turn.masked.masked.text if turn.masked else turn.question)
    return best_window(question=question, text=passage.text, most_characters=_QUOTE_CHARACTERS)


def _quoted(turn: Turn, index: int, text: str) -> Quoted:
    passage = turn.passages[index]
    turn.sentences.append(CheckedSentence(text, (index,), shown=True))
    return Quoted(lead=passage.heading.split("\n")[-1] or passage.title, text=text, citation=number_of(turn, index))
