"""Which unit price and which rate hold on which days. No database."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, TypeVar

HOME_CURRENCY: Final = "JPY"


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """Prices of a million tokens and of a minute of audio, before tax, in `currency`. Both days included."""

    valid_from: date
    valid_until: date | None
    tokens_in: Decimal
    tokens_cached: Decimal
    tokens_out: Decimal
    audio_minute: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Rate:
    """Yen for one unit of a currency from a day on."""

    valid_from: date
    yen: Decimal


@dataclass(frozen=True, slots=True)
class Span:
    """Days, both included, with what holds on all of them. `price` None: none is listed. `rate` None: none is known."""

    first: date
    last: date
    price: UnitPrice | None
    rate: Decimal | None


@dataclass(frozen=True, slots=True)
class PriceList:
    """The whole list: prices by model, rates by currency, in any order."""

    prices: Mapping[str, Sequence[UnitPrice]]
    rates: Mapping[str, Sequence[Rate]]

    def spans(self, *, model: str, first: date, last: date) -> tuple[Span, ...]:
        """The days from `first` to `last` cut where price or rate changes: no gap, no overlap, in order."""
        prices = sorted(self.prices.get(model, ()), key=lambda price: price.valid_from)
        rates = {currency: sorted(rows, key=lambda rate: rate.valid_from) for currency, rows in self.rates.items()}
        cuts = {first, *(price.valid_from for price in prices)}
        cuts |= {price.valid_until + timedelta(days=1) for price in prices if price.valid_until}
        cuts |= {rate.valid_from for rows in rates.values() for rate in rows}
        starts = sorted(day for day in cuts if first <= day <= last)
        ends = [*(day - timedelta(days=1) for day in starts[1:]), last]
        return tuple(_span(prices, rates, start, end) for start, end in zip(starts, ends, strict=True))


Dated = TypeVar("Dated", UnitPrice, Rate)


def _span(prices: Sequence[UnitPrice], rates: Mapping[str, Sequence[Rate]], first: date, last: date) -> Span:
    price = _newest(prices, first)
    if price is None or (price.valid_until and price.valid_until < first):
        return Span(first, last, None, None)
    if price.currency == HOME_CURRENCY:
        return Span(first, last, price, Decimal(1))
    rate = _newest(rates.get(price.currency, ()), first)
    return Span(first, last, price, rate.yen if rate else None)


def _newest(rows: Sequence[Dated], day: date) -> Dated | None:
    place = bisect_right([row.valid_from for row in rows], day)
    return rows[place - 1] if place else None
