"""All of a town's garbage knowledge in memory: items, kinds, districts, rules; some hundred rows, read once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from knowledge.sorting.rules import Exceptional, Rule


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of garbage."""

    id: int
    name: str
    other_names: tuple[str, ...] = ()
    position: int = 0


@dataclass(frozen=True, slots=True)
class District:
    """A collection district; `areas` are names with readings."""

    id: int
    name: str
    reading: str = ""
    areas: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A thing and how it is thrown away, in the town's words."""

    id: int
    name: str
    reading: str
    other_names: tuple[str, ...]
    category: Category
    how: str = ""
    fee: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """What an answer is taken from."""

    id: int
    title: str
    valid_from: date | None
    valid_until: date | None
    approved_on: date | None
    section_id: int | None
    source_url: str = ""

    def covers(self, *, day: date) -> bool:
        """Whether it says something of a day."""
        return (self.valid_from or day) <= day <= (self.valid_until or day)


@dataclass(frozen=True, slots=True)
class Book:
    """The approved state of one town. `calendars` newest first; `rules` and `exceptions` by edition."""

    categories: tuple[Category, ...] = ()
    districts: tuple[District, ...] = ()
    items: tuple[Item, ...] = ()
    dictionary: Edition | None = None
    calendars: tuple[Edition, ...] = ()
    rules: dict[int, tuple[Rule, ...]] = field(default_factory=dict)
    exceptions: dict[int, tuple[Exceptional, ...]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether the town has given neither items nor days."""
        return not self.items and not self.rules

    def calendar_on(self, *, day: date) -> Edition | None:
        """The calendar that speaks of a day: the newest approved one whose period holds it."""
        return next((each for each in self.calendars if each.covers(day=day)), None)

    def rules_on(self, *, day: date, district: int) -> Sequence[Rule]:
        """The rules of a district on a day; empty when no calendar covers it."""
        calendar = self.calendar_on(day=day)
        return [rule for rule in self.rules.get(calendar.id, ()) if rule.district == district] if calendar else []

    def category(self, *, id: int) -> Category:  # noqa: A002  the field's name
        """A category of the book. Raises StopIteration for a stranger's id."""
        return next(each for each in self.categories if each.id == id)

    def district(self, *, id: int) -> District | None:  # noqa: A002  as above
        """A district of the book, if it is one."""
        return next((each for each in self.districts if each.id == id), None)
