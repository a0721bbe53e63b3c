"""Checks a text against the rules of やさしい日本語: every finding names its rule, its source and what to do."""

import re
import tomllib
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

LONGEST_SENTENCE: Final = 40  # characters
_SENTENCE: Final = re.compile(r"[^。！？!?\n]+[。！？!?]?")
_EXPLAINED: Final = re.compile(r"\s*[＜<（(]")
_LONG_COST: Final = 5
_HARD_COST: Final = 3
_GUIDE: Final = "出入国在留管理庁・文化庁「在留支援のためのやさしい日本語ガイドライン」"
GOOD: Final = 80  # from this score a text is easy enough


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is hard to read: `words` as they stand in the text, from the character `start` on."""

    rule: str
    title: str
    words: str
    advice: str
    source: str
    cost: int
    start: int = 0


@dataclass(frozen=True, slots=True)
class Easiness:
    """The findings of a text and its score: 100 without any, the costs per sentence taken off, never below 0."""

    score: int
    findings: tuple[Finding, ...]

    def as_plain(self) -> dict[str, Any]:
        """JSON-ready values for the record of a turn."""
        return {"score": self.score, "findings": [asdict(finding) for finding in self.findings]}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of rules.toml with an example that breaks it and one that keeps it."""

    id: str
    title: str
    advice: str
    source: str
    cost: int
    pattern: str
    wrong: str
    right: str


def easiness(*, text: str) -> Easiness:
    """What in `text` is no やさしい日本語. Pure; some 100,000 characters a second."""
    whole = [found for found in _SENTENCE.finditer(text) if found[0].strip()]
    sentences = [(found[0].strip(), found.start() + len(found[0]) - len(found[0].lstrip())) for found in whole]
    findings = [finding for sentence, start in sentences for finding in _of_sentence(sentence, start)]
    lost = sum(finding.cost for finding in findings) * 3 / max(1, len(sentences))
    return Easiness(max(0, round(100 - lost)), tuple(findings))


@cache
def rules() -> tuple[Rule, ...]:
    """The written rules. Raises TypeError for a broken file."""
    return tuple(Rule(**entry) for entry in _read()["rule"])


def _of_sentence(sentence: str, start: int) -> list[Finding]:
    found = [
        Finding(rule.id, rule.title, match[0], rule.advice, rule.source, rule.cost, start + match.start())
        for rule in rules()
        for match in re.finditer(rule.pattern, sentence)
    ]
    if len(sentence) > LONGEST_SENTENCE:
        advice = f"一つの文は{LONGEST_SENTENCE}字までにしてください（この文は{len(sentence)}字）。"
        found.append(Finding("long", "長い文", sentence, advice, _GUIDE, _LONG_COST, start))
    for word, easier in _read()["hard"]["words"].items():
        place = sentence.find(word)
        if place >= 0 and not _EXPLAINED.match(sentence, place + len(word)):
            advice = f"「{easier}」と書くか、{word}＜＝{easier}＞と説明してください。"
            found.append(Finding("hard", "難しい言葉", word, advice, _GUIDE, _HARD_COST, start + place))
    return found


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "rules.toml").read_text(encoding="utf-8"))
