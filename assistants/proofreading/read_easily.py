"""The profile やさしい日本語: the findings of assistants/easing with their places, as this check shows them."""

from typing import Final

from assistants.easing.check import Finding as HardPlace
from assistants.easing.check import easiness
from assistants.proofreading.finding import Finding
from assistants.proofreading.rule import Level

# What the guideline only advises, or what a pattern cannot be sure of, asks somebody to look.
_CUES: Final = frozenset({"long", "passive", "plain_end", "vague"})


def read_easily(*, text: str) -> tuple[int, list[Finding]]:
    """The score of a text (0 to 100) and what is hard to read in it."""
    found = easiness(text=text)
    return found.score, [_shown(hard) for hard in found.findings]


def _shown(hard: HardPlace) -> Finding:
    level = Level.CUE if hard.rule in _CUES else Level.RECOMMEND
    end = hard.start + len(hard.words)
    return Finding(f"easy-{hard.rule}", level, hard.title, hard.advice, hard.source, hard.start, end, hard.words)
