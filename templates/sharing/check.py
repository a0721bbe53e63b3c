"""Looks through an offering: every local fact, what was decided about it, what is still open; and replaces them."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.core.cache import cache
from django.utils.translation import gettext as _

from assistants.public import PromptBlank
from templates.delocalising.find_local_facts import find_local_facts
from templates.delocalising.local_fact import Decision, FactKind, LocalFact
from templates.delocalising.replace_by_blanks import replace_by_blanks, unresolved
from templates.delocalising.town_facts import town_facts
from templates.envelope import SharedContent, canonical, content_of
from templates.models import Offering
from templates.places import may_hold_blank, place_label, texts_of, with_blanks, with_texts

NOTE: Final = "change_note"  # crosses with the content, and holds no blank
_KEPT_SECONDS: Final = 3_600


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; `fact` when it is a local one."""

    text: str
    fact: LocalFact | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One finding with all its occurrences. `decision`: None while it is open."""

    fact: LocalFact
    count: int
    decision: Decision | None
    open: bool


@dataclass(frozen=True, slots=True)
class Place:
    """One text with its findings marked."""

    place: str
    label: str
    pieces: tuple[Piece, ...]

    @property
    def holds_blanks(self) -> bool:
        """Whether it is a text that can be changed here: names and the change note are changed elsewhere."""
        return may_hold_blank(place=self.place)


@dataclass(frozen=True, slots=True)
class Checked:
    """An offering with its facts. `open` are in the way of handing it in."""

    content: SharedContent
    texts: Mapping[str, str]
    facts: tuple[LocalFact, ...]
    decisions: Mapping[str, Decision]
    open: tuple[LocalFact, ...]

    @property
    def personal(self) -> tuple[LocalFact, ...]:
        """Personal data: has to leave the text by hand."""
        return tuple(fact for fact in self.facts if fact.blocks)

    def rows(self) -> tuple[Row, ...]:
        """One for each finding, the open ones first."""
        open_keys = {fact.key for fact in self.open}
        first = {fact.key: fact for fact in reversed(self.facts)}
        counts = Counter(fact.key for fact in self.facts)
        keys = sorted(counts, key=lambda key: key not in open_keys)
        return tuple(Row(first[k], counts[k], self.decisions.get(k), k in open_keys) for k in keys)

    def places(self) -> tuple[Place, ...]:
        """Every text with its findings marked, in order."""
        found = defaultdict[str, list[LocalFact]](list)
        for fact in self.facts:
            found[fact.place].append(fact)
        return tuple(Place(p, place_label(place=p), _pieces(text, found[p])) for p, text in self.texts.items())


def check(*, offering: Offering) -> Checked:
    """Look through all texts of an offering, with what people marked by hand. The finding is kept for an hour."""
    content = content_of(plain=offering.content)
    texts = texts_of(content=content) | ({NOTE: offering.change_note} if offering.change_note.strip() else {})
    facts = _with_marks(texts, _found(texts), offering.marks)
    decisions = {key: Decision(**one) for key, one in offering.decisions.items()}
    open_ = (*unresolved(facts=facts, decisions=decisions), *_in_names(facts, decisions))
    return Checked(content, texts, facts, decisions, tuple(dict.fromkeys(open_)))


def delocalised(*, checked: Checked) -> tuple[SharedContent, list[dict[str, str]]]:
    """The content without local facts, and the findings that stay: place, text, kind, reason. Raises Unresolved."""
    done = replace_by_blanks(texts=checked.texts, facts=checked.facts, decisions=checked.decisions)
    texts = {place: text for place, text in done.texts.items() if place != NOTE}
    content = with_texts(content=checked.content, texts=texts)
    more = tuple(PromptBlank(blank.name, blank.type, source=blank.source) for blank in done.blanks)
    kept = [
        {"place": fact.place, "text": fact.text, "kind": fact.kind.value, "reason": done.kept[fact.key]}
        for fact in checked.facts
        if fact.key in done.kept
    ]
    return with_blanks(content=content, more=more), kept


def marks_fault(*, checked: Checked, text: str) -> str:
    """Why a text cannot be marked by hand; empty when it can."""
    if not any(text in one for one in checked.texts.values()):
        return _("その言葉は文章にありません。文章と同じ書き方で入力してください。")
    if not any(
        fact.text == text for fact in _with_marks(checked.texts, checked.facts, [{"text": text, "kind": "facility"}])
    ):
        return _("その言葉は、すでに見つかった言葉と重なっています。一覧の言葉で決めてください。")
    return ""


def _found(texts: Mapping[str, str]) -> tuple[LocalFact, ...]:
    town = town_facts()
    known = hashlib.sha256(canonical(plain={"texts": texts, "town": asdict(town)})).hexdigest()
    key = f"library-facts:{known}"
    kept: tuple[LocalFact, ...] | None = cache.get(key)
    if kept is None:
        kept = find_local_facts(texts=texts, town=town)
        cache.set(key, kept, _KEPT_SECONDS)
    return kept


def _with_marks(
    texts: Mapping[str, str], facts: Sequence[LocalFact], marks: Sequence[Mapping[str, Any]]
) -> tuple[LocalFact, ...]:
    """The facts with every occurrence of what people marked; a mark takes the place of the findings inside of it."""
    found = list(facts)
    for mark in marks:
        for place, text in texts.items():
            found = _marked(found, place, text, str(mark["text"]), FactKind(mark["kind"]))
    return tuple(sorted(found))


def _marked(found: list[LocalFact], place: str, text: str, words: str, kind: FactKind) -> list[LocalFact]:
    start = text.find(words)
    while start >= 0:
        fact = LocalFact(place, start, start + len(words), words, kind, _usual_blank(kind))
        touched = [one for one in found if one.place == place and one.start < fact.end and fact.start < one.end]
        if all(fact.start <= one.start and one.end <= fact.end and not one.blocks for one in touched):
            found = [*(one for one in found if one not in touched), fact]
        start = text.find(words, start + len(words))
    return found


def _usual_blank(kind: FactKind) -> str:
    names = {FactKind.FACILITY: _("施設名"), FactKind.PERSON: _("担当者名"), FactKind.ADDRESS: _("地区名")}
    return names.get(kind, _("町の言葉"))


def _in_names(facts: Sequence[LocalFact], decisions: Mapping[str, Decision]) -> tuple[LocalFact, ...]:
    """Facts that would put a blank into the name of a field, where none can stand."""
    return tuple(
        fact
        for fact in facts
        if not may_hold_blank(place=fact.place) and fact.key in decisions and decisions[fact.key].blank
    )


def _pieces(text: str, facts: Sequence[LocalFact]) -> tuple[Piece, ...]:
    pieces, at = [], 0
    for fact in facts:
        pieces += [Piece(text[at : fact.start])] if fact.start > at else []
        pieces.append(Piece(fact.text, fact))
        at = fact.end
    return (*pieces, *([Piece(text[at:])] if at < len(text) else []))
