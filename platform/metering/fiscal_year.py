"""Months and fiscal years (4/1–3/31) of Japanese local government, by the calendar of Japan."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

_JAPAN = ZoneInfo("Asia/Tokyo")
_APRIL = 4
_DECEMBER = 12


class PeriodKind(StrEnum):
    """How long an allowance lasts before it starts anew."""

    MONTH = "month"
    FISCAL_YEAR = "fiscal_year"


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` to `last`, both days included."""

    kind: PeriodKind
    first: date
    last: date


def fiscal_year_of(*, day: date) -> int:
    """The year in which the fiscal year of `day` began: 2027-03-31 → 2026, 2027-04-01 → 2027 (地方自治法 208条)."""
    return day.year if day.month >= _APRIL else day.year - 1


def day_of(*, at: datetime) -> date:
    """The calendar day in Japan of an aware moment; raises ValueError for a naive one."""
    if at.tzinfo is None:
        raise ValueError("give an aware time: whose midnight is meant is not to be guessed")
    return at.astimezone(_JAPAN).date()


def period_of(*, kind: PeriodKind, day: date) -> Period:
    """The month or fiscal year that holds `day`."""
    if kind is PeriodKind.FISCAL_YEAR:
        year = fiscal_year_of(day=day)
        return Period(kind, date(year, 4, 1), date(year + 1, 3, 31))
    first = day.replace(day=1)
    after = date(first.year + 1, 1, 1) if first.month == _DECEMBER else first.replace(month=first.month + 1)
    return Period(kind, first, after - timedelta(days=1))
