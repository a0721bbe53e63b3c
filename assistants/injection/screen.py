"""Screens a question: does it try to steer the assistant, or ask for something no town answers?"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from assistants.injection.unwrap import readings, tight

_EARLIER: Final = 3  # questions before this one that are read together with it: steering may come in pieces


@dataclass(frozen=True, slots=True)
class Screened:
    """What was found: the rule's name, and whether it steers (else it is merely off topic)."""

    rule: str
    steers: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; `tight` ones read the text without blanks and signs."""

    name: str
    pattern: re.Pattern[str]
    tight: bool
    steers: bool


def screened(*, text: str, earlier: tuple[str, ...] = ()) -> Screened | None:
    """The first rule that `text` matches; `earlier` are the questions before it, oldest first.

    Steering is looked for in decoded parts and across questions as well; off topic only in what is plainly asked.
    """
    opened = readings(text=text)
    joined = _together(text, earlier[-_EARLIER:])
    for rule in _rules():
        for reading in (*opened, *joined) if rule.steers else opened[:1]:
            if rule.pattern.search(tight(text=reading) if rule.tight else reading):
                return Screened(rule.name, rule.steers)
    return None


def _together(text: str, earlier: tuple[str, ...]) -> tuple[str, ...]:
    """The question behind each of the earlier ones, and behind all of them."""
    joined = (*(f"{before}{text}" for before in earlier), "".join((*earlier, text)))
    return tuple(readings(text=one)[0] for one in joined) if earlier else ()


@cache
def _rules() -> tuple[Rule, ...]:
    read = tomllib.loads((Path(__file__).parent / "rules.toml").read_text(encoding="utf-8"))
    return tuple(_rule(entry, steers=steers) for steers in (True, False) for entry in read[_TABLES[steers]])


_TABLES: Final = {True: "steers", False: "off_topic"}


def _rule(entry: dict[str, str | bool], *, steers: bool) -> Rule:
    is_tight = bool(entry.get("tight"))
    pattern = unicodedata.normalize("NFKC", str(entry["pattern"]))
    if is_tight:
        pattern = pattern.replace("ー", "")
    return Rule(str(entry["name"]), re.compile(pattern, re.IGNORECASE | re.MULTILINE), is_tight, steers)
