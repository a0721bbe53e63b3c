"""What use comes to by the end of the fiscal year, from the weeks before. No database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

BASIS_DAYS: Final = 56  # eight whole weeks: each weekday eight times
LEAST_DAYS: Final = 14
_WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class Forecast:
    """Use from the year's first day to its last: as it is now, and as it will be if the last weeks go on.

    `low`, `high`: as if every week were the quietest or the busiest of the basis. `basis`: days that it rests on.
    `cumulative`: expected use by the last day of each coming month, this one included.
    """

    used: Decimal
    expected: Decimal
    low: Decimal
    high: Decimal
    basis: int
    cumulative: Mapping[date, Decimal]


def forecast(*, daily: Mapping[date, Decimal], first: date, today: date, last: date) -> Forecast | None:
    """Forecast for `last` out of use by day (yen, tokens or calls; a missing day is 0). None: less than 14 days.

    `daily` may reach back before `first`: in April the basis lies in the year before. Today is not over and counts as
    used, not as basis. Each coming day is the mean of its weekday, so a Sunday stays a Sunday.
    """
    used = sum((amount for day, amount in daily.items() if first <= day <= today), Decimal(0))
    basis = _basis(daily, today)
    if len(basis) < LEAST_DAYS:
        return None
    means = {
        weekday: _mean([daily.get(d, Decimal(0)) for d in basis if d.weekday() == weekday]) for weekday in range(7)
    }
    weeks = [
        sum((daily.get(day, Decimal(0)) for day in basis[start : start + _WEEK]), Decimal(0))
        for start in range(0, len(basis) - _WEEK + 1, _WEEK)
    ]
    coming = [today + timedelta(days=n) for n in range(1, (last - today).days + 1)]
    share = Decimal(len(coming)) / _WEEK
    cumulative, reached = {}, used
    for day in coming:
        reached += means[day.weekday()]
        cumulative[day.replace(day=1)] = reached
    expected = reached
    return Forecast(
        used=used,
        expected=expected,
        low=min(expected, used + share * min(weeks)),
        high=max(expected, used + share * max(weeks)),
        basis=len(basis),
        cumulative=cumulative or {today.replace(day=1): used},
    )


def _basis(daily: Mapping[date, Decimal], today: date) -> list[date]:
    """The whole weeks before today since use began, eight at most."""
    began = min((day for day, amount in daily.items() if amount), default=today)
    days = min(BASIS_DAYS, (today - began).days) // _WEEK * _WEEK
    return [today - timedelta(days=n) for n in range(days, 0, -1)]


def _mean(values: list[Decimal]) -> Decimal:
    return sum(values, Decimal(0)) / len(values) if values else Decimal(0)
