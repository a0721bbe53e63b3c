"""Reads the town's closed days as towns write them: 「土日・祝日・12月29日〜1月3日」."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

import holidays
from django.utils.translation import gettext as _

from tenants.keeping_hours.read_week import DAYS

_RANGE: Final = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日?\s*(?:-|から)\s*(?:(\d{1,2})月)?(\d{1,2})日")
_SINGLE: Final = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")
_NAMED: Final = re.compile(rf"([{DAYS}](?:[・、,]?[{DAYS}])*)曜")
_WEEKEND: Final = "土日"
_YEAR_END: Final = ((12, 29), (1, 3))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of each year, or of one year; both ends closed. May run over New Year."""

    first: tuple[int, int]
    last: tuple[int, int]
    year: int | None = None

    def holds(self, day: date) -> bool:
        """Whether the day lies within."""
        here = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= here <= self.last and self.year in (None, day.year)
        started = day.year if here >= self.first else day.year - 1
        return (here >= self.first or here <= self.last) and self.year in (None, started)


@dataclass(frozen=True, slots=True)
class ClosedDays:
    """Weekdays (Monday 0), public holidays, and stretches on which nothing is open."""

    weekdays: frozenset[int]
    on_holidays: bool
    stretches: tuple[Stretch, ...]

    def why(self, *, day: date) -> str:
        """Why the town hall is closed that day, in Japanese words; empty when it is not."""
        if any(stretch.holds(day) for stretch in self.stretches):
            return _("閉庁日")
        if self.on_holidays and (name := _holiday(day)):
            return name
        return f"{DAYS[day.weekday()]}曜日" if day.weekday() in self.weekdays else ""


def read_closed(*, text: str) -> ClosedDays:
    """What is written; weekends and public holidays when nothing is."""
    plain = re.sub(r"[~〜～–—−]", "-", unicodedata.normalize("NFKC", text))
    if not plain.strip():
        return ClosedDays(frozenset({5, 6}), True, ())
    stretches = [_stretch(found.groups()) for found in _RANGE.finditer(plain)]
    rest = _RANGE.sub("", plain)
    stretches += [_day(found.groups()) for found in _SINGLE.finditer(rest)]
    rest = _SINGLE.sub("", rest)
    if "年末年始" in rest and Stretch(*_YEAR_END) not in stretches:
        stretches.append(Stretch(*_YEAR_END))
    named = {DAYS.index(letter) for found in _NAMED.finditer(rest) for letter in found[1] if letter in DAYS}
    if _WEEKEND in rest or "土・日" in rest or "土、日" in rest:
        named |= {5, 6}
    return ClosedDays(frozenset(named), "祝" in rest, tuple(stretches))


def _stretch(parts: tuple[str | None, ...]) -> Stretch:
    year, month, day, last_month, last_day = parts
    first = (int(month or 0), int(day or 0))
    return Stretch(first, (int(last_month or month or 0), int(last_day or 0)), int(year) if year else None)


def _day(parts: tuple[str | None, ...]) -> Stretch:
    year, month, day = parts
    only = (int(month or 0), int(day or 0))
    return Stretch(only, only, int(year) if year else None)


@lru_cache(maxsize=8)
def _of_year(year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("JP", years=year, language="ja"))


def _holiday(day: date) -> str:
    return _of_year(day.year).get(day, "")
