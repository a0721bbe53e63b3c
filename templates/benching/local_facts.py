"""Measures finding of local facts on the set of the tests: marked stretches found, found stretches marked."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from templates.delocalising.find_local_facts import find_local_facts
from templates.delocalising.local_fact import FactKind, LocalFacts

SETS: Final = Path(settings.ROOT) / "tests" / "templates" / "delocalising" / "sets"  # in a checkout
_MARK = re.compile(r"⟦(?P<kind>[a-z_]+):(?P<words>[^⟧]+)⟧")
_HARMLESS = re.compile(r"[\s、。,.・()（）「」:：/\-ー－~～〜のは]*")


@dataclass(frozen=True)
class WrittenText:
    """A text without its marks, and what was marked: (start, end, kind)."""

    town: str
    genre: str
    held_out: bool
    text: str
    marks: tuple[tuple[int, int, FactKind], ...]


@dataclass
class Quality:
    """What was measured. A marked fact counts as found when each of its letters lies in some fact."""

    texts: int = 0
    characters: int = 0
    marked: int = 0
    found: int = 0
    right: int = 0
    missed: list[str] = field(default_factory=list)
    spurious: list[str] = field(default_factory=list)
    other_kind: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of the marked facts of which no letter stays."""
        return 1 - len(self.missed) / max(1, self.marked)

    @property
    def precision(self) -> float:
        """Share of the found facts that touch a marked one."""
        return 1 - len(self.spurious) / max(1, self.found)

    @property
    def false_alarms(self) -> float:
        """Share of the texts in which something was found that is no fact."""
        return len({one.partition(" in ")[2] for one in self.spurious}) / max(1, self.texts)

    @property
    def kind_agreement(self) -> float:
        """Share of the marked facts that were found whose first letter has the kind that was marked."""
        return 1 - len(self.other_kind) / max(1, self.marked - len(self.missed))


@cache
def towns() -> dict[str, LocalFacts]:
    """The towns of the set by their short names."""
    plain: dict[str, dict[str, Any]] = json.loads((SETS / "local_fact_towns.json").read_text(encoding="utf-8"))
    return {key: _town(values) for key, values in plain.items()}


def _town(values: dict[str, Any]) -> LocalFacts:
    known: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in values.items()}
    return LocalFacts(**known)


def written_texts(name: str = "local_facts") -> tuple[WrittenText, ...]:
    """A whole set. `local_facts_blind` and `local_facts_blind_towns` (four more towns) were written by people who had
    not seen the rules; `local_facts_clean` are sentences of offices without any local fact."""
    lines = (SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(_read(json.loads(line)) for line in lines)


def measure(texts: Iterable[WrittenText]) -> Quality:
    """Look for facts in each text as its town would."""
    quality = Quality()
    for written in texts:
        _count(quality, written)
    return quality


def _read(plain: dict[str, Any]) -> WrittenText:
    marks, text, at = [], "", 0
    for mark in _MARK.finditer(plain["text"]):
        text += plain["text"][at : mark.start()]
        marks.append((len(text), len(text) + len(mark["words"]), FactKind(mark["kind"])))
        text += mark["words"]
        at = mark.end()
    return WrittenText(plain["town"], plain["genre"], plain["held_out"], text + plain["text"][at:], tuple(marks))


def _count(quality: Quality, written: WrittenText) -> None:
    facts = find_local_facts(texts={"body": written.text}, town=towns()[written.town])
    quality.texts += 1
    quality.characters += len(written.text)
    quality.marked += len(written.marks)
    quality.found += len(facts)
    kinds = {at: fact.kind for fact in facts for at in range(fact.start, fact.end)}
    for start, end, kind in written.marks:
        left = "".join(written.text[at] for at in range(start, end) if at not in kinds)
        if not _HARMLESS.fullmatch(left):
            quality.missed.append(f"{kind}: {written.text[start:end]} (left: {left}) in {written.text}")
        elif kinds.get(start, kinds.get(start + 1)) is not kind:
            quality.other_kind.append(f"{kind} as {kinds.get(start)}: {written.text[start:end]}")
    marked = {at for start, end, _ in written.marks for at in range(start, end)}
    for fact in facts:
        if marked.isdisjoint(range(fact.start, fact.end)):
            quality.spurious.append(f"{fact.kind}: {fact.text} in {written.text}")
