"""Rows as they were read from sheets, before they belong to an edition; and what is wrong with a row."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from knowledge.sorting.rules import RulePart


@dataclass(frozen=True, slots=True)
class RowTrouble:
    """A row that was not taken: its number in the sheet and a sentence for the clerk."""

    row: int
    sentence: str


@dataclass(frozen=True, slots=True)
class WrittenItem:
    """One item of a dictionary."""

    name: str
    category: str
    reading: str = ""
    other_names: tuple[str, ...] = ()
    how: str = ""
    fee: str = ""
    notes: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class WrittenRule:
    """One kind in one district."""

    district: str
    category: str
    written: str
    parts: tuple[RulePart, ...]
    time: str = ""
    notes: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class WrittenException:
    """Days that are otherwise; empty district or category: all."""

    effect: str
    first: date
    last: date
    district: str = ""
    category: str = ""
    notes: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class WrittenDistrict:
    """A district with its streets (name, reading)."""

    name: str
    areas: tuple[tuple[str, str], ...] = ()
    center: str = ""


@dataclass(slots=True)
class Sheet:
    """What one file holds."""

    items: list[WrittenItem] = field(default_factory=list)
    rules: list[WrittenRule] = field(default_factory=list)
    exceptions: list[WrittenException] = field(default_factory=list)
    districts: list[WrittenDistrict] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    troubles: list[RowTrouble] = field(default_factory=list)

    def add(self, other: "Sheet") -> None:
        """Take another file's rows along."""
        for name in ("items", "rules", "exceptions", "districts", "categories", "troubles"):
            getattr(self, name).extend(getattr(other, name))

    @property
    def is_empty(self) -> bool:
        """Whether nothing could be read."""
        return not (self.items or self.rules or self.exceptions or self.categories)


def cell(*, row: Sequence[str], column: int | None) -> str:
    """A cell as text; empty where the row or the sheet has none."""
    return " ".join(row[column].split()) if column is not None and column < len(row) else ""
