"""Finds the words and patterns of the rules in a text."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from assistants.proofreading.finding import Finding, finding
from assistants.proofreading.reading import Reading
from assistants.proofreading.rule import Profile, Rule, rules_of

CUE: Final = "@cue"  # in place of a suggestion: nothing is proposed
_MOST_AROUND: Final = 6  # characters; a longer word is not shown whole
_NFKC: Final = "@NFKC"
# What stands before the first letters of a pattern and takes no letters itself.
_LOOKS: Final = re.compile(r"(?:\(\?:\(\?<=[^)]*\)\|\^\)|\(\?<[=!][^()]*\))*")
_LETTERS: Final = re.compile(r"[ぁ-んァ-ヶ一-龠々ー]+(?![?*+{|])")
_BEHIND: Final = re.compile(r"\(\?<([=!])([^()]*\|[^()]*)\)")
_EXPLAINED: Final = re.compile(r"\s*[（(＜<]")


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A compiled pattern; `opening` are the letters every match begins with, or empty."""

    rule: Rule
    regex: re.Pattern[str]
    suggestion: str
    opening: str

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """All matches; with an opening only its places are tried, which is many times as fast."""
        if not self.opening:
            yield from self.regex.finditer(text)
            return
        place = text.find(self.opening)
        while place >= 0:
            match = self.regex.match(text, place)
            if match:
                yield match
            place = text.find(self.opening, match.end() if match and match.end() > place else place + 1)


def match_rules(*, reading: Reading, profile: Profile) -> Iterator[Finding]:
    """Findings of all rules of the profile that are written as words or patterns; they may overlap."""
    yield from _words(reading, profile)
    for pattern in _patterns(profile):
        for match in pattern.matches(reading.text):
            if _holds(reading, pattern.rule, match.start(), match.end()):
                yield _whole_words(reading, pattern, match)


def _words(reading: Reading, profile: Profile) -> Iterator[Finding]:
    index = _index(profile)
    for morpheme in reading.morphemes:
        start = morpheme.begin
        for word, suggestion, rule in index.get(morpheme.surface[:1], ()):
            if reading.text.startswith(word, start) and _stands_here(reading, rule, start, start + len(word)):
                end = start + len(word)
                yield finding(rule=rule, text=reading.text, start=start, end=end, suggestion=suggestion)
                break


def _stands_here(reading: Reading, rule: Rule, start: int, end: int) -> bool:
    return (end in reading.ends or _goes_on(reading, rule, end)) and _holds(reading, rule, start, end)


def _holds(reading: Reading, rule: Rule, start: int, end: int) -> bool:
    if rule.not_names and start in reading.names:
        return False
    if rule.edges and not reading.stands_alone(start=start, end=end):
        return False
    if rule.explained and _EXPLAINED.match(reading.text, end):
        return False
    if rule.not_before and re.compile(rule.not_before).match(reading.text, end):
        return False
    return not rule.pos or _is_part(reading, rule, start) or _goes_on(reading, rule, end)


def _goes_on(reading: Reading, rule: Rule, end: int) -> bool:
    return bool(rule.or_before and re.compile(rule.or_before).match(reading.text, end))


def _is_part(reading: Reading, rule: Rule, start: int) -> bool:
    number = reading.begins.get(start)
    if number is None or reading.morphemes[number].part[0] not in rule.pos:
        return False
    return not rule.previous or (number > 0 and reading.morphemes[number - 1].part[0] in rule.previous)


def _whole_words(reading: Reading, pattern: _Pattern, match: re.Match[str]) -> Finding:
    """A finding of whole words, for 下さい → ください is read more easily than 下さ → くださ."""
    text, suggestion = reading.text, _suggestion(pattern, match)
    start, end = reading.around(start=match.start(), end=match.end())
    if end - start - len(match[0]) > _MOST_AROUND or "\n" in text[start:end]:
        start, end = match.span()
    if suggestion is not None:
        suggestion = text[start : match.start()] + suggestion + text[match.end() : end]
    return finding(rule=pattern.rule, text=text, start=start, end=end, suggestion=suggestion)


def _suggestion(pattern: _Pattern, match: re.Match[str]) -> str | None:
    if pattern.suggestion == CUE:
        return None
    if pattern.suggestion == _NFKC:
        return unicodedata.normalize("NFKC", match[0])
    return match.expand(pattern.suggestion) if "\\" in pattern.suggestion else pattern.suggestion


@cache
def _index(profile: Profile) -> dict[str, list[tuple[str, str, Rule]]]:
    by_letter: dict[str, list[tuple[str, str, Rule]]] = defaultdict(list)
    for rule in rules_of(profile):
        for word, suggestion in () if rule.check else rule.words.items():
            by_letter[word[0]].append((word, suggestion, rule))
    return {letter: sorted(found, key=lambda entry: -len(entry[0])) for letter, found in by_letter.items()}


@cache
def _patterns(profile: Profile) -> tuple[_Pattern, ...]:
    return tuple(
        _Pattern(rule, re.compile(_expanded(pattern), re.MULTILINE), suggestion, _opening(pattern))
        for rule in rules_of(profile)
        for pattern, suggestion in rule.patterns.items()
    )


def _opening(pattern: str) -> str:
    """The letters a match begins with; empty when they cannot be read off the pattern."""
    if "|" in re.sub(r"\([^()]*\)", "", re.sub(r"\([^()]*\)", "", pattern)):
        return ""  # alternatives at the top
    looks = _LOOKS.match(pattern)
    letters = _LETTERS.match(pattern, looks.end() if looks else 0)
    return letters[0] if letters else ""


def _expanded(pattern: str) -> str:
    """`(?<=年|か月)` as `(?:(?<=年)|(?<=か月))`: looking behind takes only alternatives of one length."""
    return _BEHIND.sub(_alternatives, pattern)


def _alternatives(behind: re.Match[str]) -> str:
    each = [f"(?<{behind[1]}{words})" for words in behind[2].split("|")]
    return f"(?:{'|'.join(each)})" if behind[1] == "=" else "".join(each)
