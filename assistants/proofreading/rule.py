"""The written rules of the check: rules/*.toml, read once; what stands in them: docs/proofreading.md."""

import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

RULES: Final = Path(__file__).parent / "rules"


class Level(StrEnum):
    """How sure a finding is: ERROR rests on 告示・訓令, RECOMMEND on guidance, CUE only asks somebody to look."""

    ERROR = "error"
    RECOMMEND = "recommend"
    CUE = "cue"


class Profile(StrEnum):
    """For whom a text is written; decides which rules hold."""

    NOTICE = "notice"
    PRESS = "press"
    EASY = "easy"


LEVEL_WORDS: Final = {Level.ERROR: _("誤り"), Level.RECOMMEND: _("おすすめ"), Level.CUE: _("目安")}
PROFILE_WORDS: Final = {
    Profile.NOTICE: _("通知・内部文書"),
    Profile.PRESS: _("広報・住民向け"),
    Profile.EASY: _("やさしい日本語"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `words` and `patterns` map what is found to what is written instead ("" takes it away).

    `words` begin and end where morphemes do; `patterns` are regular expressions, and do so with `edges`. `pos`: the
    part of speech of the first morpheme, `previous` of the one before; what stands before `or_before` counts as such a
    part, too (受け入れ人数: SudachiPy sees a verb). `check` names code instead. `wrong` is found by
    this rule under its first profile, `right` is not.
    """

    id: str
    level: Level
    title: str
    reason: str
    source: str
    profiles: frozenset[Profile]
    wrong: tuple[str, ...]
    right: tuple[str, ...]
    words: dict[str, str] = field(default_factory=dict)
    patterns: dict[str, str] = field(default_factory=dict)
    safe: bool = True
    edges: bool = False
    pos: frozenset[str] = frozenset()
    previous: frozenset[str] = frozenset()
    not_before: str = ""
    or_before: str = ""
    not_names: bool = False
    explained: bool = False
    check: str = ""


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, by file and place. Raises TypeError, KeyError or ValueError for a broken file."""
    found: list[Rule] = []
    for path in sorted(RULES.glob("*.toml")):
        found += [_rule(entry) for entry in tomllib.loads(path.read_text(encoding="utf-8"))["rule"]]
    if len({rule.id for rule in found}) < len(found):
        raise ValueError("two rules have the same id")
    return tuple(found)


@cache
def rules_of(profile: Profile) -> tuple[Rule, ...]:
    """The rules that hold for one kind of text."""
    return tuple(rule for rule in rules() if profile in rule.profiles)


@cache
def rule_of(check: str) -> Rule:
    """The rule whose check has this name. Raises KeyError."""
    return {rule.check: rule for rule in rules() if rule.check}[check]


def _rule(entry: dict[str, Any]) -> Rule:
    values = dict(entry)
    values["level"] = Level(values["level"])
    values["profiles"] = frozenset(Profile(name) for name in values["profiles"])
    for name in ("pos", "previous"):
        values[name] = frozenset(values.get(name, ()))
    for name in ("wrong", "right"):
        values[name] = tuple(values[name])
    return Rule(**values)
