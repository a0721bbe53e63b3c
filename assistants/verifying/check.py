"""Checks one sentence against the passages that it cites."""

import re
from dataclasses import dataclass
from enum import StrEnum

from assistants.turn import DraftSentence
from assistants.verifying.reasons import Reason
from knowledge.public import FoundPassage


class Kind(StrEnum):
    """What a check comes to."""

    SUPPORTED = "supported"
    STATES_NOTHING = "states_nothing"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reason` is empty unless withheld; `detail` names the words that are not supported."""

    kind: Kind
    reason: str = ""
    detail: str = ""


def check(*, draft: DraftSentence, passages: tuple[FoundPassage, ...], language: str, prompt: str = "") -> Verdict:
    """Whether `draft` may be shown. `passages` are those of the turn; the draft cites them by index."""
    if not draft.passages:
        return Verdict(Kind.WITHHELD, Reason.NO_CITATION)
    text = "\n".join(f"{passages[i].heading}\n{passages[i].text}\n{passages[i].answer}" for i in draft.passages)
    missing = [number for number in re.findall(r"\d[\d,.:-]*", draft.text) if number not in text]
    return Verdict(Kind.WITHHELD, Reason.NUMBER, missing[0]) if missing else Verdict(Kind.SUPPORTED)
