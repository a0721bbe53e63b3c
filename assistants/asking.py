"""Asks one question from beginning to end and gives what became of it: for commands and measuring."""

from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime

from assistants.answering import answer
from assistants.showing import Shown, shown_of
from assistants.turn import Channel, Turn
from knowledge.public import Asker
from tenants.public import Town


@dataclass(frozen=True, slots=True)
class SourceOfAnswer:
    """A source that was named: title of the document, heading of the passage (of a FAQ its question)."""

    title: str
    heading: str


@dataclass(frozen=True, slots=True)
class Answered:
    """How a question ended. `text` is all that the reader sees: parts, desk, hotlines."""

    outcome: str
    text: str
    sources: tuple[SourceOfAnswer, ...]
    timings: dict[str, float]


async def ask_once(*, town: Town, question: str, now: datetime, history: tuple[tuple[str, str], ...] = ()) -> Answered:
    """Ask as a resident, outside of limits and opening hours; the turn is recorded. Never raises.

    `history` holds questions and answers before this one, oldest first.
    """
    turn = Turn(
        town=town, asker=Asker("residents"), channel=Channel.COMMAND, question=question, now=now, history=history
    )
    await answer_whole(turn)
    shown = shown_of(turn)
    cited = [turn.passages[index] for index in turn.notes.get("cited", [])]
    sources = tuple(SourceOfAnswer(passage.title, passage.heading.split("\n")[-1]) for passage in cited)
    return Answered(shown.outcome.value, whole_text(shown=shown), sources, dict(turn.timings))


async def answer_whole(turn: Turn) -> None:
    """Let a turn run to its end."""
    async with aclosing(answer(turn)) as events:
        async for _event in events:
            pass


def whole_text(*, shown: Shown) -> str:
    """All that a reader sees: parts and hotlines."""
    parts = [part.text for part in shown.parts]
    cards = [f"{card.name} {card.number}" for card in shown.hotlines]
    return "\n".join((*parts, *cards))
