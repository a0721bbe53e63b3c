"""Which price and rate hold on which days: no gap, no overlap, and what is missing is said."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from billing.pricing.price_list import PriceList, Rate, UnitPrice

DAYS = st.integers(0, 364).map(lambda n: date(2026, 4, 1) + timedelta(days=n))


def price(first: date, last: date | None = None, currency: str = "JPY", tokens_in: str = "10") -> UnitPrice:
    one = Decimal(tokens_in)
    return UnitPrice(first, last, one, one, one, Decimal(0), currency)


def test_the_next_price_ends_the_one_before() -> None:
    old, new = price(date(2026, 4, 1)), price(date(2026, 10, 1), tokens_in="12")
    spans = PriceList({"m": [new, old]}, {}).spans(model="m", first=date(2026, 9, 29), last=date(2026, 10, 2))
    assert [(s.first, s.last, s.price) for s in spans] == [
        (date(2026, 9, 29), date(2026, 9, 30), old),
        (date(2026, 10, 1), date(2026, 10, 2), new),
    ]


def test_days_before_the_first_and_after_the_last_price_have_none() -> None:
    listed = PriceList({"m": [price(date(2026, 5, 1), date(2026, 5, 10))]}, {})
    spans = listed.spans(model="m", first=date(2026, 4, 1), last=date(2026, 6, 1))
    assert [(s.first.isoformat(), s.price is not None) for s in spans] == [
        ("2026-04-01", False),
        ("2026-05-01", True),
        ("2026-05-11", False),
    ]


def test_an_ended_price_does_not_hand_back_to_the_one_before() -> None:
    rows = [price(date(2026, 4, 1)), price(date(2026, 5, 1), date(2026, 5, 10))]
    spans = PriceList({"m": rows}, {}).spans(model="m", first=date(2026, 5, 11), last=date(2026, 5, 12))
    assert spans[0].price is None


def test_a_foreign_price_needs_a_rate_of_its_day() -> None:
    listed = PriceList(
        {"m": [price(date(2026, 4, 1), currency="USD")]}, {"USD": [Rate(date(2026, 7, 1), Decimal(150))]}
    )
    spans = listed.spans(model="m", first=date(2026, 6, 30), last=date(2026, 7, 1))
    assert [s.rate for s in spans] == [None, Decimal(150)]


def test_a_model_that_is_not_listed_has_no_price() -> None:
    (span,) = PriceList({}, {}).spans(model="m", first=date(2026, 4, 1), last=date(2026, 4, 2))
    assert (span.price, span.rate) == (None, None)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(DAYS, st.none() | st.integers(0, 90)), max_size=6), DAYS, DAYS)
def test_spans_cover_every_day_once(rows: list[tuple[date, int | None]], one: date, other: date) -> None:
    first, last = sorted((one, other))
    prices = [price(day, None if n is None else day + timedelta(days=n)) for day, n in rows]
    spans = PriceList({"m": prices}, {}).spans(model="m", first=first, last=last)
    days = [s.first + timedelta(days=n) for s in spans for n in range((s.last - s.first).days + 1)]
    assert days == [first + timedelta(days=n) for n in range((last - first).days + 1)]
