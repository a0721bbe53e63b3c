"""One question asked as a resident would ask it, and judged: for sets that other apps keep."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assistants.evaluating.ask import ask_as_resident
from assistants.evaluating.judge import Wanted, is_outage, judge
from assistants.outcomes import ENDINGS


@dataclass(frozen=True, slots=True)
class AskedAndJudged:
    """What a reader would have seen and whether it is right. `outage`: it says something of the model, not of us.

    `ended`: how, as people read it, and `ended_right`; `source`: whether a wanted one was named, None when none was.
    """

    right: bool
    text: str
    model: str
    missing: tuple[str, ...]
    forbidden: tuple[str, ...]
    outage: bool
    ended: str = ""
    ended_right: bool = True
    source: bool | None = None
    named: tuple[str, ...] = ()


def ask_and_judge(
    *,
    question: str,
    expects: str,
    facts: Sequence[str] = (),
    forbidden: Sequence[str] = (),
    sources: Sequence[str] = (),
    now: datetime,
) -> AskedAndJudged:
    """Ask with the town's models and knowledge of this moment; nothing enters the log."""
    heard = ask_as_resident(question=question, now=now)
    wanted = Wanted(expects, facts, forbidden, sources)
    judged = judge(wanted=wanted, outcome=heard.outcome, text=heard.text, named=heard.named)
    return AskedAndJudged(
        judged.right,
        heard.text,
        heard.model,
        judged.missing,
        judged.forbidden,
        outage=is_outage(outcome=heard.outcome),
        ended=str(ENDINGS[heard.outcome].label),
        ended_right=judged.outcome,
        source=judged.source,
        named=heard.named,
    )
