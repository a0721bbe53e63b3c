"""Months and fiscal years by the calendar of Japan."""

from datetime import UTC, date, datetime

import pytest

from metering.fiscal_year import day_of
from metering.public import PeriodKind, fiscal_year_of, period_of


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2027, 3, 31), 2026), (date(2027, 4, 1), 2027), (date(2026, 12, 31), 2026), (date(2028, 2, 29), 2027)],
)
def test_the_fiscal_year_begins_in_april(day, year):
    assert fiscal_year_of(day=day) == year


@pytest.mark.parametrize(
    ("kind", "day", "first", "last"),
    [
        (PeriodKind.FISCAL_YEAR, date(2027, 3, 31), date(2026, 4, 1), date(2027, 3, 31)),
        (PeriodKind.FISCAL_YEAR, date(2027, 4, 1), date(2027, 4, 1), date(2028, 3, 31)),
        (PeriodKind.MONTH, date(2026, 12, 5), date(2026, 12, 1), date(2026, 12, 31)),
        (PeriodKind.MONTH, date(2028, 2, 29), date(2028, 2, 1), date(2028, 2, 29)),
    ],
)
def test_a_period_holds_its_day(kind, day, first, last):
    period = period_of(kind=kind, day=day)
    assert (period.first, period.last) == (first, last)


def test_the_day_is_that_of_japan():
    assert day_of(at=datetime(2027, 3, 31, 15, 0, tzinfo=UTC)) == date(2027, 4, 1)


def test_a_naive_time_has_no_day():
    with pytest.raises(ValueError, match="aware"):
        day_of(at=datetime(2027, 3, 31, 15, 0))
