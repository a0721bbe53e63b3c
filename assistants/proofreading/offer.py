"""The check as other apps see it: words in, plain findings out."""

from dataclasses import dataclass
from typing import Final

from assistants.proofreading.proofread import proofread as check
from assistants.proofreading.rule import Profile

PROOF_PROFILES: Final = tuple(profile.value for profile in Profile)


@dataclass(frozen=True, slots=True)
class ProofFinding:
    """One finding; `level` is error, recommend or cue, places are characters, `suggestion` None where there is none."""

    rule: str
    level: str
    start: int
    end: int
    words: str
    suggestion: str | None


def proofread(*, text: str, profile: str) -> tuple[ProofFinding, ...]:
    """Check a text by the rules alone, without a town's glossary. Raises ValueError for a profile that is none,
    TextTooLong for more than 50,000 characters."""
    return tuple(
        ProofFinding(one.rule, one.level.value, one.start, one.end, one.words, one.suggestion)
        for one in check(text=text, profile=Profile(profile)).findings
    )
