"""Asks one question of a set exactly as a resident would, behind an open gate; nothing of it enters the log."""

from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from asgiref.sync import async_to_sync

from assistants.asking import answer_whole, whole_text
from assistants.outcomes import Outcome
from assistants.showing import shown_of
from assistants.turn import Channel, Turn
from knowledge.public import Asker
from tenants.public import current_town


@dataclass(frozen=True, slots=True)
class Heard:
    """What a reader would have seen. `named`: titles and headings of the sources."""

    outcome: Outcome
    text: str
    named: tuple[str, ...]
    model: str
    milliseconds: int


def ask_as_resident(*, question: str, now: datetime) -> Heard:
    """Through the one answering function, with the town's models and settings of this moment. Never raises."""
    turn = Turn(town=current_town(), asker=Asker("residents"), channel=Channel.EVALUATION, question=question, now=now)
    turn.unrecorded = True  # no resident asked: it must stand neither in the log nor among the gaps
    began = monotonic()
    async_to_sync(answer_whole)(turn)
    shown = shown_of(turn)
    cited = [turn.passages[index] for index in turn.notes.get("cited", [])]
    named = [name for passage in cited for name in (passage.title, passage.heading.split("\n")[-1])]
    named += [citation.title for citation in shown.citations]
    return Heard(
        outcome=shown.outcome,
        text=whole_text(shown=shown),
        named=tuple(dict.fromkeys(name for name in named if name)),
        model=str(turn.notes.get("model", "")),
        milliseconds=round((monotonic() - began) * 1000),
    )
