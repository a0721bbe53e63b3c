"""Recognises distress in a message: rules and resemblance together, deterministic, no model, a few milliseconds."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from assistants.crisis.fold import folded, folded_kana
from assistants.crisis.resemble import Resemblance, resemblance

LEAST_DANGER: Final = -0.03  # of a resemblance; chosen by cross-validation, see docs/benchmarks.md
_SECOND_KIND: Final = -0.2  # a kind that fits so well has its hotlines shown beside the best one's
_ONE_PIECE: Final = 80  # letters that are read as one; a longer message by two neighbouring sentences at a time
_MOST_PIECES: Final = 120
_ENDS: Final = re.compile(r"(?<=[。！？!?\n])")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name, the kinds of hotline that fit, and what it looks for in a folded message."""

    name: str
    kinds: tuple[str, ...]
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules in order of urgency; `harmless` is blanked out first, `young` adds its kinds to despair."""

    harmless: re.Pattern[str]
    rules: tuple[Rule, ...]
    young: Rule


def recognised(*, text: str) -> tuple[str, ...]:
    """Kinds of `assistants.models.Hotline` that fit the message, most urgent first; empty when nobody is in danger.

    A rule alone does not raise an alarm: it counts beside the resemblance to the bank's sentences.
    """
    found: list[str] = []
    for piece in _pieces(text):
        rules = matching(text=piece)
        if not rules and not any(letter.isalpha() for letter in piece):
            continue  # a bare number has no words to resemble: an answer to "how old", a date
        near = resemblance(text=piece, by_rule=bool(rules))
        if near.danger >= LEAST_DANGER:
            found += [kind for rule in rules for kind in rule.kinds]
            found += _kinds(near)
    if "suicide" in found and _rules().young.pattern.search(folded(text=text)):
        found += _rules().young.kinds
    return tuple(dict.fromkeys(found))


def matching(*, text: str) -> tuple[Rule, ...]:
    """The rules that match, most urgent first."""
    rules = _rules()
    plain = rules.harmless.sub("＿", folded(text=text))
    return tuple(rule for rule in rules.rules if rule.pattern.search(plain))


def _kinds(near: Resemblance) -> list[str]:
    best, *others = near.kinds
    return [best[0], *(kind for kind, score in others if score >= _SECOND_KIND)]


def _pieces(text: str) -> list[str]:
    if not any(letter.isalnum() for letter in text):
        return []
    if len(text) <= _ONE_PIECE:
        return [text]
    sentences = [part for end in _ENDS.split(text) for part in _cut(end) if part.strip()]
    both = [one + two for one, two in pairwise(sentences)] or sentences
    return both[:_MOST_PIECES]


def _cut(sentence: str) -> list[str]:
    """A sentence without an end in sight is read in stretches."""
    return [sentence[at : at + _ONE_PIECE] for at in range(0, len(sentence), _ONE_PIECE)]


@cache
def _rules() -> Rules:
    """Raises re.error or KeyError for a broken rules file: at the first message of a process, so tests read it."""
    read = tomllib.loads((Path(__file__).parent / "rules.toml").read_text(encoding="utf-8"))
    rules = tuple(_rule(entry) for entry in read["rule"])
    young = _rule({"name": "young", **read["young"]})
    harmless = "|".join(f"(?:{folded_kana(text=entry)})" for entry in read["harmless"])
    return Rules(re.compile(harmless), rules, young)


def _rule(entry: dict[str, str | list[str]]) -> Rule:
    return Rule(str(entry["name"]), tuple(entry["kinds"]), re.compile(folded_kana(text=str(entry["pattern"]))))
