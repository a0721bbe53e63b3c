"""What use comes to by 31 March."""

from datetime import date, timedelta
from decimal import Decimal

from billing.watching.forecasting import forecast

FIRST, LAST = date(2026, 4, 1), date(2027, 3, 31)


def run(amounts: dict[date, int], today: date):
    return forecast(daily={d: Decimal(n) for d, n in amounts.items()}, first=FIRST, today=today, last=LAST)


def each_day(first: date, days: int, amount: int) -> dict[date, int]:
    return {first + timedelta(days=n): amount for n in range(days)}


def test_the_same_every_day_goes_on() -> None:
    coming = run(each_day(FIRST, 100, 7), today=FIRST + timedelta(days=99))
    assert coming is not None
    assert (coming.used, coming.expected, coming.low, coming.high) == (700, 365 * 7, 365 * 7, 365 * 7)
    assert coming.basis == 56
    assert coming.cumulative[date(2027, 3, 1)] == 365 * 7


def test_a_sunday_stays_a_sunday() -> None:
    weekdays = {day: n if day.weekday() < 5 else 0 for day, n in each_day(FIRST, 61, 10).items()}
    today = FIRST + timedelta(days=60)
    coming = run(weekdays, today)
    left = [today + timedelta(days=n) for n in range(1, (LAST - today).days + 1)]
    assert coming is not None
    assert coming.expected == sum(weekdays.values()) + 10 * sum(day.weekday() < 5 for day in left)


def test_less_than_two_weeks_is_no_basis() -> None:
    assert run(each_day(FIRST, 14, 5), today=FIRST + timedelta(days=13)) is None
    assert run(each_day(FIRST, 15, 5), today=FIRST + timedelta(days=14)) is not None
    assert run({}, today=date(2026, 12, 1)) is None


def test_in_april_the_basis_lies_in_the_year_before() -> None:
    amounts = each_day(date(2026, 2, 1), 61, 4)  # to 2 April
    coming = run(amounts, today=date(2026, 4, 2))
    assert coming is not None
    assert (coming.used, coming.expected) == (8, 365 * 4)


def test_the_last_day_of_the_year_expects_what_is_used() -> None:
    coming = run(each_day(date(2027, 1, 1), 90, 3), today=LAST)
    assert coming is not None
    assert coming.expected == coming.used == coming.low == coming.high == 270


def test_the_quietest_and_the_busiest_week_are_the_range() -> None:
    amounts = each_day(FIRST, 56, 10) | each_day(FIRST + timedelta(days=7), 7, 30)
    coming = run(amounts, today=FIRST + timedelta(days=56))
    assert coming is not None
    left = Decimal((LAST - FIRST - timedelta(days=56)).days) / 7
    assert coming.low == coming.used + left * 70
    assert coming.high == coming.used + left * 210
