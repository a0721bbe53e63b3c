"""公用文の確認 of one text: pure, without a model and without a database; the one function all doors call."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from assistants.proofreading.check_calendar import check_calendar
from assistants.proofreading.check_figures import check_figures
from assistants.proofreading.check_joyo import check_joyo
from assistants.proofreading.check_sentences import check_sentences
from assistants.proofreading.finding import Finding
from assistants.proofreading.match_rules import match_rules
from assistants.proofreading.read_easily import read_easily
from assistants.proofreading.readability import Readability, readability
from assistants.proofreading.reading import Reading
from assistants.proofreading.rule import Level, Profile
from assistants.proofreading.town_words import RULE, TownTexts, TownWord, check_town_words, places_of

LONGEST_TEXT: Final = 50_000  # characters
_ORDER: Final = {Level.ERROR: 0, Level.RECOMMEND: 1, Level.CUE: 2}
_LAST: Final = "joyo"  # says least of what overlaps


class TextTooLong(Exception):
    """More than LONGEST_TEXT characters; `length` is what was given."""

    def __init__(self, length: int) -> None:
        super().__init__(f"{length} > {LONGEST_TEXT}")
        self.length = length


@dataclass(frozen=True, slots=True)
class Proof:
    """A checked text: findings by place, and its figures."""

    text: str
    profile: Profile
    findings: tuple[Finding, ...]
    readability: Readability

    def count(self, level: Level) -> int:
        """How many findings of a level."""
        return sum(finding.level is level for finding in self.findings)

    def by_rule(self) -> list[tuple[str, int]]:
        """Titles of the rules with their numbers of findings, the most frequent first."""
        return Counter(finding.title for finding in self.findings).most_common()


def proofread(*, text: str, profile: Profile, words: tuple[TownWord, ...] = ()) -> Proof:
    """Check a text. The town's `words` come before every rule. Raises TextTooLong. Some 10 ms for 1,000 characters."""
    if len(text) > LONGEST_TEXT:
        raise TextTooLong(len(text))
    reading = Reading(text)
    score, hard = read_easily(text=text) if profile is Profile.EASY else (None, [])
    found = [
        *check_town_words(reading=reading, words=words, texts=TownTexts()),
        *match_rules(reading=reading, profile=profile),
        *check_joyo(reading=reading, profile=profile),
        *check_figures(reading=reading, profile=profile),
        *check_calendar(reading=reading, profile=profile),
        *check_sentences(reading=reading, profile=profile),
        *hard,
    ]
    figures = readability(reading=reading, easiness=score)
    return Proof(text, profile, _sorted_out(_not_the_towns(text, found, words)), figures)


def _not_the_towns(text: str, found: list[Finding], words: tuple[TownWord, ...]) -> list[Finding]:
    """Without what the rules say about spellings that the town has chosen."""
    chosen = places_of(text=text, words=tuple(word.preferred for word in words))
    return [
        one
        for one in found
        if one.rule == RULE
        or one.level is Level.CUE
        or not any(first <= one.start and one.end <= last for first, last in chosen)
    ]


def _sorted_out(found: list[Finding]) -> tuple[Finding, ...]:
    """Of findings of words that overlap one is kept: the town's, the surer, the longer. Cues stand beside them."""
    kept: list[Finding] = []
    taken: set[int] = set()
    for one in sorted(
        found, key=lambda f: (f.rule != RULE, _ORDER[f.level], f.rule == _LAST, f.start - f.end, f.start)
    ):
        places = range(one.start, max(one.end, one.start + 1))
        if one.level is not Level.CUE:
            if taken.intersection(places):
                continue
            taken.update(places)
        kept.append(one)
    return tuple(sorted(set(kept), key=lambda f: (f.start, _ORDER[f.level], f.end)))
