"""The days that statistics are about."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from django.utils import timezone

from metering.public import PeriodKind, period_of


class Span(StrEnum):
    """How they are chosen; the months include the present one."""

    YEAR_BACK = "months12"
    QUARTER_BACK = "months3"
    FISCAL = "fiscal"
    LAST_FISCAL = "last_fiscal"


_MONTHS: Final = {Span.YEAR_BACK: 12, Span.QUARTER_BACK: 3}


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day, both within."""

    first: date
    last: date

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """Where it begins, and where it is over, in local time."""
        begin, end = self.first, self.last + timedelta(days=1)
        return tuple(timezone.make_aware(datetime.combine(day, time())) for day in (begin, end))  # type: ignore[return-value]

    @property
    def months(self) -> tuple[date, ...]:
        """The first days of its months."""
        found, day = [], self.first.replace(day=1)
        while day <= self.last:
            found.append(day)
            day = (day + timedelta(days=31)).replace(day=1)
        return tuple(found)


def days_of(*, span: Span, today: date) -> Days:
    """The days of a span, never beyond today."""
    if span in _MONTHS:
        first = today.replace(day=1)
        for _step in range(_MONTHS[span] - 1):
            first = (first - timedelta(days=1)).replace(day=1)
        return Days(first, today)
    year = period_of(kind=PeriodKind.FISCAL_YEAR, day=today)
    if span is Span.LAST_FISCAL:
        year = period_of(kind=PeriodKind.FISCAL_YEAR, day=year.first - timedelta(days=1))
    return Days(year.first, min(year.last, today))
