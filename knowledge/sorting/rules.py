"""What a collection day means: weekdays, weeks of the month, seasons, and the days on which it is otherwise."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import holidays

EVERY_WEEK: Final = 0
LAST_WEEK: Final = -1
_DAYS_A_WEEK: Final = 7
_NATIONAL: Final = holidays.country_holidays("JP")


@dataclass(frozen=True, slots=True)
class RulePart:
    """One season of a rule.

    `slots`: (week of the month, weekday) with week 0 for every week and -1 for the last, weekday 0 for Monday.
    `months`: only in these, empty for all. `dates`: single days, which hold by themselves. `every`: 2 for every other
    week, counted from `since`. `booked`: only for those who applied. `skips_holidays`: not on national holidays.
    """

    slots: tuple[tuple[int, int], ...] = ()
    months: tuple[int, ...] = ()
    dates: tuple[date, ...] = ()
    every: int = 1
    since: date | None = None
    booked: bool = False
    skips_holidays: bool = False

    @property
    def has_days(self) -> bool:
        """Whether it names days at all; drop-off points and 申込制 do not."""
        return bool(self.slots or self.dates)

    def falls_on(self, *, day: date) -> bool:
        """Whether collection is due on a day, exceptions aside."""
        if day in self.dates:
            return True
        if self.months and day.month not in self.months:
            return False
        if not any(_in_slot(day, week, weekday) for week, weekday in self.slots):
            return False
        if self.every > 1 and self.since and ((monday(day=day) - monday(day=self.since)).days // 7) % self.every:
            return False
        return not (self.skips_holidays and day in _NATIONAL)

    def plain(self) -> dict[str, Any]:
        """JSON-ready values."""
        return {
            "slots": [list(slot) for slot in self.slots],
            "months": list(self.months),
            "dates": [day.isoformat() for day in self.dates],
            "every": self.every,
            "since": self.since.isoformat() if self.since else None,
            "booked": self.booked,
            "skips_holidays": self.skips_holidays,
        }

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> "RulePart":
        """Inverse of `plain`."""
        return cls(
            slots=tuple((week, weekday) for week, weekday in plain["slots"]),
            months=tuple(plain["months"]),
            dates=tuple(date.fromisoformat(day) for day in plain["dates"]),
            every=plain["every"],
            since=date.fromisoformat(plain["since"]) if plain["since"] else None,
            booked=plain["booked"],
            skips_holidays=plain["skips_holidays"],
        )


@dataclass(frozen=True, slots=True)
class Exceptional:
    """Days that are otherwise; `district` and `category` None for all. `effect` as in CollectionException."""

    effect: str
    first: date
    last: date
    district: int | None = None
    category: int | None = None
    notes: str = ""

    def touches(self, *, day: date, district: int, category: int) -> bool:
        """Whether it says something of that day, place and kind."""
        near = self.first <= day <= self.last
        return near and self.district in (None, district) and self.category in (None, category)


@dataclass(frozen=True, slots=True)
class Rule:
    """Collection of one kind in one district, valid from `first` to `last` (the period of its edition)."""

    district: int
    category: int
    parts: tuple[RulePart, ...]
    written: str = ""
    time: str = ""
    notes: str = ""
    edition: int = 0
    id: int = 0

    @property
    def has_days(self) -> bool:
        """Whether any season names days."""
        return any(part.has_days for part in self.parts)

    @property
    def booked(self) -> bool:
        """Whether people must apply first."""
        return any(part.booked for part in self.parts)


def collected_on(*, day: date, rule: Rule, exceptions: Iterable[Exceptional]) -> bool:
    """Whether that kind is collected on the day: an extra collection beats a closed day, that beats the rule."""
    here = [each for each in exceptions if each.touches(day=day, district=rule.district, category=rule.category)]
    if any(each.effect == "extra" for each in here):
        return True
    if any(each.effect == "closed" for each in here):
        return False
    return any(part.falls_on(day=day) for part in rule.parts)


def collection_days(*, rule: Rule, exceptions: Sequence[Exceptional], first: date, last: date) -> Iterator[date]:
    """The days from `first` to `last` on which that kind is collected."""
    mine = [e for e in exceptions if e.district in (None, rule.district) and e.category in (None, rule.category)]
    for ahead in range((last - first).days + 1):
        day = first + timedelta(days=ahead)
        if collected_on(day=day, rule=rule, exceptions=mine):
            yield day


def monday(*, day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def _in_slot(day: date, week: int, weekday: int) -> bool:
    if day.weekday() != weekday:
        return False
    if week == LAST_WEEK:
        return (day + timedelta(days=_DAYS_A_WEEK)).month != day.month
    return week in (EVERY_WEEK, (day.day - 1) // _DAYS_A_WEEK + 1)
