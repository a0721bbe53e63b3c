"""Recognises distress in a message by the rules of rules.toml: deterministic, no model, well under a millisecond."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistants.crisis.fold import folded, folded_kana


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
    """Kinds of `assistants.models.Hotline` that fit the message, most urgent first; empty when nobody is in danger."""
    kinds = [kind for rule in matching(text=text) for kind in rule.kinds]
    return tuple(dict.fromkeys(kinds))


def matching(*, text: str) -> tuple[Rule, ...]:
    """The rules that match, most urgent first."""
    rules = _rules()
    plain = rules.harmless.sub("＿", folded(text=text))
    found = [rule for rule in rules.rules if rule.pattern.search(plain)]
    if any("suicide" in rule.kinds for rule in found) and rules.young.pattern.search(plain):
        found.append(rules.young)
    return tuple(found)


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
