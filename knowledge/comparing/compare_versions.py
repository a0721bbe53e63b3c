"""Compares a version of a document with the one before, passage by passage."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from knowledge.comparing.mark_words import MarkedPiece, mark_words
from knowledge.models import Document, Passage, Version
from knowledge.readers import taken_in

_ALIKE: Final = 0.4  # share of common letters from which a removed and an added passage are one that was changed
_MOST_PAIRS: Final = 400  # comparisons within one stretch of changes; beyond it only equal headings are paired


class NothingToCompare(Exception):
    """It is the first version, or what the one before consisted of is not known any more."""


@dataclass(frozen=True, slots=True)
class PassageChange:
    """One passage that came, went or reads differently now."""

    kind: Literal["added", "removed", "changed"]
    heading: Sequence[MarkedPiece]
    place: str
    text: Sequence[MarkedPiece]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`same` counts the passages that did not change; `changes` stand in the order of the text."""

    old: Version
    new: Version
    changes: Sequence[PassageChange]
    same: int


@dataclass(frozen=True, slots=True)
class _Side:
    """A passage as it stood in a version."""

    digest: str
    heading: str
    text: str
    place: str


def compare_versions(*, document: Document, number: int) -> Comparison:
    """Version `number` against the latest one before it that was in service. Three queries.

    Raises Version.DoesNotExist and NothingToCompare.
    """
    known = document.versions.filter(taken_in()).distinct()
    new = known.get(number=number)
    old = known.filter(number__lt=number).exclude(passage_ids=[]).order_by("-number").first()
    if old is None or not new.passage_ids:
        raise NothingToCompare
    there = Passage.objects.filter(document=document).in_bulk({*old.passage_ids, *new.passage_ids})
    before, after = (_sides(version, there) for version in (old, new))
    changes: list[PassageChange] = []
    same = 0
    matcher = SequenceMatcher(None, [s.digest for s in before], [s.digest for s in after], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            same += i2 - i1
        else:
            changes += _changes(before[i1:i2], after[j1:j2])
    return Comparison(old, new, changes, same)


def _sides(version: Version, there: dict[int, Passage]) -> list[_Side]:
    rows = [there[pk] for pk in version.passage_ids if pk in there]
    return [_Side(row.digest, row.heading.replace("\n", " › "), row.text, row.place) for row in rows]


def _changes(before: Sequence[_Side], after: Sequence[_Side]) -> list[PassageChange]:
    pairs = _pairs(before, after)
    changes = [_change("removed", side, None) for at, side in enumerate(before) if at not in pairs.values()]
    for at, side in enumerate(after):
        old = before[pairs[at]] if at in pairs else None
        changes.append(_change("changed" if old else "added", old or side, side))
    return changes


def _pairs(before: Sequence[_Side], after: Sequence[_Side]) -> dict[int, int]:
    """Place in `after` → place in `before`, for passages that are the same one with other words."""
    pairs: dict[int, int] = {}
    free = dict(enumerate(before))
    for at, side in enumerate(after):
        among = free if len(before) * len(after) <= _MOST_PAIRS else {}
        scored = [(_likeness(other, side), -place) for place, other in among.items()]
        best, place = max(scored, default=(0.0, 0))
        same_heading = next((p for p, other in free.items() if other.heading == side.heading), None)
        found = -place if best >= _ALIKE else same_heading
        if found is not None:
            pairs[at] = found
            del free[found]
    return pairs


def _likeness(old: _Side, new: _Side) -> float:
    matcher = SequenceMatcher(None, old.text, new.text, autojunk=False)
    return (matcher.quick_ratio() if matcher.real_quick_ratio() >= _ALIKE else 0.0) + (old.heading == new.heading)


def _change(kind: Literal["added", "removed", "changed"], old: _Side, new: _Side | None) -> PassageChange:
    if kind == "changed" and new:
        heading, text = mark_words(old=old.heading, new=new.heading), mark_words(old=old.text, new=new.text)
        return PassageChange(kind, heading, new.place, text)
    side = new or old
    word: Literal["added", "removed"] = "removed" if kind == "removed" else "added"
    return PassageChange(kind, [MarkedPiece(side.heading, "same")], side.place, [MarkedPiece(side.text, word)])
