"""Prices rolled-up usage by the list, in the database: one statement for each model and stretch of days."""

from collections import defaultdict
from decimal import Decimal
from typing import Any, Final

from django.db.models import DecimalField, ExpressionWrapper, F, Max, Min, QuerySet, Value
from django.db.models.functions import Round

from billing.models import CurrencyRate, ModelPrice, RolledUsage
from billing.pricing.price_list import PriceList, Rate, Span, UnitPrice

_MILLION: Final = Decimal(1_000_000)
_SIXTY: Final = Decimal(60)
_MONEY: Final = DecimalField(max_digits=30, decimal_places=12)
_UNUSED: Final = {"tokens_in": 0, "tokens_out": 0, "audio_seconds": 0}  # a call that failed before it used anything


def load_list() -> PriceList:
    """All prices and rates; two queries. In the public schema."""
    prices: dict[str, list[UnitPrice]] = defaultdict(list)
    for row in ModelPrice.objects.all():
        prices[row.model].append(row.as_unit_price())
    rates: dict[str, list[Rate]] = defaultdict(list)
    for rate in CurrencyRate.objects.all():
        rates[rate.currency].append(Rate(rate.valid_from, rate.yen))
    return PriceList(prices, rates)


def price_rows(*, rows: QuerySet[RolledUsage], prices: PriceList) -> int:
    """Give each of the rows its price in yen (six decimals, before tax) or its flag; how many rows were written.

    The price of a model that is not listed is never zero: it is missing, and the row says so.
    """
    written = 0
    for model, first, last in rows.order_by().values_list("model").annotate(Min("day"), Max("day")):
        for span in prices.spans(model=model, first=first, last=last):
            here = rows.filter(model=model, day__gte=span.first, day__lte=span.last)
            written += here.filter(**_UNUSED).update(price_yen=Decimal(0), flag="")
            written += _write(here.exclude(**_UNUSED), span)
    return written


def _write(rows: QuerySet[RolledUsage], span: Span) -> int:
    if span.price is None:
        return rows.update(price_yen=None, flag=RolledUsage.Flag.NO_PRICE)
    if span.rate is None:
        return rows.update(price_yen=None, flag=RolledUsage.Flag.NO_RATE)
    price = span.price
    tokens = (
        (F("tokens_in") - F("tokens_cached")) * _number(price.tokens_in)
        + F("tokens_cached") * _number(price.tokens_cached)
        + F("tokens_out") * _number(price.tokens_out)
    )
    audio = F("audio_seconds") / _number(_SIXTY) * _number(price.audio_minute)
    yen = ExpressionWrapper((tokens / _number(_MILLION) + audio) * _number(span.rate), output_field=_MONEY)
    return rows.update(price_yen=Round(yen, precision=6), flag="")


def _number(value: Decimal) -> "ExpressionWrapper[Any]":
    return ExpressionWrapper(Value(value), output_field=_MONEY)
