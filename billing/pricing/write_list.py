"""Writes prices and rates; what was counted already is priced anew at once."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from audit_log.public import Actor, Subject, record
from billing.audit_actions import PRICE_WRITTEN, RATE_WRITTEN
from billing.models import CurrencyRate, ModelPrice, RolledUsage
from billing.pricing.price_list import UnitPrice
from billing.pricing.price_rows import load_list, price_rows


def write_price(*, model: str, price: UnitPrice, note: str, actor: Actor, now: datetime) -> int:
    """Write or replace the price of a model that begins on its first day; how many rows of usage were priced anew.

    In the public schema. Raises django.db.IntegrityError for a negative price or an end before the beginning.
    """
    values = {
        "valid_until": price.valid_until,
        "tokens_in": price.tokens_in,
        "tokens_cached": price.tokens_cached,
        "tokens_out": price.tokens_out,
        "audio_minute": price.audio_minute,
        "currency": price.currency,
        "note": note,
    }
    with transaction.atomic():
        ModelPrice.objects.update_or_create(model=model, valid_from=price.valid_from, defaults=values)
        detail = {"valid_from": price.valid_from.isoformat(), **{name: str(value) for name, value in values.items()}}
        record(action=PRICE_WRITTEN, actor=actor, subject=Subject("billing.price", model, model), detail=detail, at=now)
        since = RolledUsage.objects.filter(model=model, day__gte=price.valid_from)
        return price_rows(rows=since, prices=load_list())


def write_rate(*, currency: str, valid_from: date, yen: Decimal, note: str, actor: Actor, now: datetime) -> int:
    """Write or replace the rate of a currency that begins on a day; how many rows of usage were priced anew.

    In the public schema. Raises django.db.IntegrityError for a rate of zero or less.
    """
    with transaction.atomic():
        CurrencyRate.objects.update_or_create(
            currency=currency, valid_from=valid_from, defaults={"yen": yen, "note": note}
        )
        detail = {"valid_from": valid_from.isoformat(), "yen": str(yen), "note": note}
        subject = Subject("billing.rate", currency, currency)
        record(action=RATE_WRITTEN, actor=actor, subject=subject, detail=detail, at=now)
        models = ModelPrice.objects.filter(currency=currency).values("model")
        since = RolledUsage.objects.filter(model__in=models, day__gte=valid_from)
        return price_rows(rows=since, prices=load_list())
