"""Reads a desk's hours as towns write them: 「8:30-17:15（木曜日は19:00まで）」."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import time
from typing import Final

DAYS: Final = "月火水木金土日"
_NOON: Final = time(12)
_CLOCK: Final = r"(\d{1,2})(?::|時)(\d{2})?分?"
_SPAN: Final = re.compile(rf"{_CLOCK}\s*(?:-|から)\s*{_CLOCK}")
_NAMED: Final = rf"([{DAYS}](?:[・、,]?[{DAYS}])*)曜?日?"
_UNTIL: Final = re.compile(rf"{_NAMED}は\s*{_CLOCK}まで")
_OTHER: Final = re.compile(rf"{_NAMED}は\s*{_CLOCK}\s*(?:-|から)\s*{_CLOCK}")
_NO_AFTERNOON: Final = re.compile(rf"{_NAMED}の?午後[^、。]*休")
_NO_DAY: Final = re.compile(rf"{_NAMED}(?:祝日?)?は?(?:休|閉)")
_ALWAYS: Final = re.compile(r"^\s*24時間")


@dataclass(frozen=True, slots=True)
class Span:
    """From opening to closing on one day, local time."""

    opens: time
    closes: time


Week = tuple[tuple[Span, ...], ...]  # Monday first
OFFICE: Final = (Span(time(8, 30), time(17, 15)),)


def read_week(*, text: str) -> Week | None:
    """The spans of each weekday (Monday first); None when no time of day is written. Closed days of the town are not
    taken out here. What is written in brackets changes single weekdays."""
    plain = _plain(text)
    if _ALWAYS.match(plain):
        return ((Span(time(0), time(23, 59)),),) * len(DAYS)
    rule, _bracket, exceptions = plain.partition("(")
    spans = tuple(span for found in _SPAN.finditer(rule) if (span := _span(found.groups())))
    if not spans:
        return None
    week = [spans] * len(DAYS)
    for found in _UNTIL.finditer(exceptions):
        closes = _time(found[2], found[3])
        for day in _weekdays(found[1]):
            if closes and closes > week[day][-1].opens:
                week[day] = (*week[day][:-1], Span(week[day][-1].opens, closes))
    for found in _OTHER.finditer(exceptions):
        for day in _weekdays(found[1]):
            span = _span(found.groups()[1:])
            week[day] = (span,) if span else week[day]
    return tuple(_without_rests(week, exceptions))


def _without_rests(week: list[tuple[Span, ...]], exceptions: str) -> list[tuple[Span, ...]]:
    for found in _NO_AFTERNOON.finditer(exceptions):
        for day in _weekdays(found[1]):
            week[day] = tuple(Span(s.opens, min(s.closes, _NOON)) for s in week[day] if s.opens < _NOON)
    for found in _NO_DAY.finditer(exceptions):
        for day in _weekdays(found[1]):
            week[day] = ()
    return week


def _plain(text: str) -> str:
    return re.sub(r"[~〜～–—−]", "-", unicodedata.normalize("NFKC", text))


def _weekdays(named: str) -> list[int]:
    return [DAYS.index(letter) for letter in named if letter in DAYS]


def _span(parts: tuple[str | None, ...]) -> Span | None:
    opens, closes = _time(parts[0], parts[1]), _time(parts[2], parts[3])
    return Span(opens, closes) if opens and closes and opens < closes else None


def _time(hour: str | None, minute: str | None) -> time | None:
    try:
        return time(int(hour or ""), int(minute or 0))
    except ValueError:
        return time(23, 59) if hour == "24" else None
