"""A district's month as a grid of weeks, and as a file for calendar programs (RFC 5545)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

import holidays

from knowledge.sorting.book import Book, District
from knowledge.sorting.collect import DayKinds, kinds_from_to, kinds_on

_NATIONAL: Final = holidays.country_holidays("JP", language="ja")
_LINE_BYTES: Final = 73


@dataclass(frozen=True, slots=True)
class Square:
    """One day of the grid. `inside`: of the month itself; `marks`: (kind, position of the kind) for its look."""

    day: date
    inside: bool
    marks: tuple[tuple[str, int], ...]
    booked: tuple[str, ...]
    holiday: str
    remark: str
    known: bool
    is_today: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A month of one district, weeks from Sunday, as Japanese garbage calendars are printed."""

    first: date
    weeks: tuple[tuple[Square, ...], ...]
    before: date
    after: date

    @property
    def days(self) -> list[Square]:
        """The month's own days on which something is collected or otherwise than usual."""
        return [square for week in self.weeks for square in week if square.inside]


def month_of(*, book: Book, district: int, first: date, today: date) -> Month:
    """The month that begins on `first`."""
    after = (first + timedelta(days=31)).replace(day=1)
    before = (first - timedelta(days=1)).replace(day=1)
    begin = first - timedelta(days=(first.weekday() + 1) % 7)
    weeks = []
    while begin < after:
        week = [begin + timedelta(days=ahead) for ahead in range(7)]
        weeks.append(tuple(_square(book, district, day, today=today, first=first) for day in week))
        begin += timedelta(days=7)
    return Month(first, tuple(weeks), before, after)


def _square(book: Book, district: int, day: date, *, first: date, today: date) -> Square:
    positions = {category.name: category.position for category in book.categories}
    found = kinds_on(book=book, district=district, day=day)
    return Square(
        day=day,
        inside=(day.year, day.month) == (first.year, first.month),
        marks=tuple((kind, positions[kind] % 12) for kind in found.kinds),
        booked=found.booked,
        holiday=_NATIONAL.get(day, ""),
        remark=found.remark,
        known=found.known,
        is_today=day == today,
    )


def as_ics(*, book: Book, district: District, town: str, first: date, last: date, now: datetime, host: str) -> str:
    """All days of collection as whole-day events; empty days are left out."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Yuimachi//Garbage//JA", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{_escaped(f'{town} ごみ収集（{district.name}）')}")
    for day in kinds_from_to(book=book, district=district.id, first=first, last=last):
        if day.kinds or day.booked:
            lines += _event(day, district, now, host)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(day: DayKinds, district: District, now: datetime, host: str) -> list[str]:
    kinds = [*day.kinds, *(f"{kind}（申込制）" for kind in day.booked)]
    return [
        "BEGIN:VEVENT",
        f"UID:{day.day:%Y%m%d}-{district.id}@{host}",
        f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped('・'.join(kinds))}",
        *([f"DESCRIPTION:{_escaped(day.remark)}"] if day.remark else []),
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 bytes, the following ones behind a blank (RFC 5545, 3.1)."""
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > _LINE_BYTES:
            yield piece
            piece = " "
        piece += letter
    yield piece
