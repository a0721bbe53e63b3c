"""Which days: the next collections of a kind, and what is collected from one day to another."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from knowledge.sorting.book import Book
from knowledge.sorting.rules import Exceptional, Rule, collected_on

HORIZON_DAYS: Final = 370
_CLOCK: Final = re.compile(r"(?<!\d)([01]?\d|2[0-3])[:：時]([0-5]\d)?")


@dataclass(frozen=True, slots=True)
class KindDays:
    """One kind in one district: the town's words, the next days, and until when the calendar reaches."""

    kind: str
    kind_id: int
    written: str
    time: str
    notes: str
    booked: bool
    days: tuple[date, ...]
    known_until: date | None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DayKinds:
    """What is collected on a day; `remark` says why it is otherwise than usual. `known`: a calendar covers the day."""

    day: date
    kinds: tuple[str, ...]
    booked: tuple[str, ...] = ()
    remark: str = ""
    known: bool = True


def next_days(*, book: Book, district: int, kind: int, now: datetime, most: int = 2) -> KindDays | None:
    """The next days of a kind, from `now` (local, aware); None when no rule speaks of it.

    A day counts until the last clock time that the rule names (「8:00まで」), whole days otherwise.
    """
    today = now.date()
    rules = [rule for rule in book.rules_on(day=today, district=district) if rule.category == kind] or _coming(
        book, district, kind, today
    )
    if not rules:
        return None
    rule = rules[0]
    found: list[date] = []
    remarks: list[str] = []
    for ahead in range(int(_too_late(rule.time, now)), HORIZON_DAYS):
        day = today + timedelta(days=ahead)
        remark = _collected(book, district, kind, day)
        if remark is not None:
            found.append(day)
            remarks += [remark] if remark else []
        if len(found) == most:
            break
    until = max((e.valid_until for e in book.calendars if e.valid_until), default=None)
    return KindDays(
        kind=book.category(id=kind).name,
        kind_id=kind,
        written=rule.written,
        time=rule.time,
        notes=rule.notes,
        booked=rule.booked,
        days=tuple(found),
        known_until=until,
        remarks=tuple(remarks),
    )


def kinds_from_to(*, book: Book, district: int, first: date, last: date) -> list[DayKinds]:
    """What is collected on each day from `first` to `last`."""
    return [
        kinds_on(book=book, district=district, day=first + timedelta(days=n)) for n in range((last - first).days + 1)
    ]


def kinds_on(*, book: Book, district: int, day: date) -> DayKinds:
    """What is collected on one day, kinds in the town's order."""
    calendar = book.calendar_on(day=day)
    if calendar is None:
        return DayKinds(day, (), known=False)
    exceptions = _here(book.exceptions.get(calendar.id, ()), district, day)
    rules = sorted(book.rules_on(day=day, district=district), key=lambda rule: book.category(id=rule.category).position)
    due = [rule for rule in rules if collected_on(day=day, rule=rule, exceptions=exceptions)]
    names = dict.fromkeys(book.category(id=rule.category).name for rule in due if not rule.booked)
    booked = dict.fromkeys(book.category(id=rule.category).name for rule in due if rule.booked)
    remarks = dict.fromkeys(each.notes for each in exceptions if each.notes and each.effect != "facility")
    return DayKinds(day, tuple(names), tuple(booked), "、".join(remarks))


def _collected(book: Book, district: int, kind: int, day: date) -> str | None:
    """None when the kind is not collected on the day, else a remark (mostly empty)."""
    calendar = book.calendar_on(day=day)
    if calendar is None:
        return None
    exceptions = _here(book.exceptions.get(calendar.id, ()), district, day)
    for rule in book.rules_on(day=day, district=district):
        if rule.category == kind and collected_on(day=day, rule=rule, exceptions=exceptions):
            extra = [e.notes for e in exceptions if e.effect == "extra" and e.category in (None, kind)]
            return extra[0] if extra else ""
    return None


def _coming(book: Book, district: int, kind: int, today: date) -> list[Rule]:
    """The rules of a calendar that begins later, when none speaks today."""
    later = [e for e in book.calendars if e.valid_from and e.valid_from > today]
    return [r for e in later for r in book.rules.get(e.id, ()) if (r.district, r.category) == (district, kind)]


def _here(exceptions: Iterable[Exceptional], district: int, day: date) -> list[Exceptional]:
    return [e for e in exceptions if e.first <= day <= e.last and e.district in (None, district)]


def _too_late(written: str, now: datetime) -> bool:
    """Whether today's collection is over: past the last clock time that the rule names."""
    clocks = [time(int(hour), int(minute or 0)) for hour, minute in _CLOCK.findall(written)]
    return bool(clocks) and now.time() > max(clocks)
