"""A plan's terms as a price of Stripe: base fee and what is above the included use, of a month, after it is over.

One graduated price holds both: the first step costs the fee as a whole and nothing by unit, what is above it costs by
unit. It is metered, so Stripe asks for it when the month has ended, as we do; a licensed fee would be asked for ahead.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

import stripe

from billing.collecting.gateway import Gateway, once, told
from billing.planning.charge import Stretch, part_of
from billing.planning.terms import METER_LABELS, Cycle, Meter, base_fee
from billing.sealing import digest_of
from metering.public import PeriodKind, period_of

_SHORT: Final = 24


@dataclass(frozen=True, slots=True)
class PriceFigures:
    """What a month costs: `flat` yen, with `included` units of `meter`, each above costs `unit_price` (as text)."""

    plan: str
    flat: int
    included: int
    unit_price: str
    meter: str

    @property
    def key(self) -> str:
        """The same figures have the same key, so that a price is made once for all towns that pay it."""
        return f"yuimachi_{digest_of(content=asdict(self))[:_SHORT]}"

    @property
    def product(self) -> str:
        """The id of the plan's product; we choose it, so that it cannot be made twice."""
        return f"yuimachi_{digest_of(content={'plan': self.plan})[:_SHORT]}"


def figures_of(*, stretches: Sequence[Stretch], day: date, population: int | None) -> PriceFigures | None:
    """The figures that hold on a day, None without a plan or with nothing to pay by the month: a yearly fee stands on
    the paper of its month alone. Raises PlanRefused when the population is missing."""
    held = next((one for one in stretches if one.first <= day <= one.last), None)
    if held is None:
        return None
    terms, flat = held.terms, 0
    if terms.cycle is Cycle.MONTHLY:
        whole = period_of(kind=PeriodKind.MONTH, day=day)
        fees = [base_fee(terms=terms, population=population)]
        fees += [option.yen for option in terms.options if option.name in held.options]
        full = sum(part_of(amount=yen, whole=whole, first=whole.first, last=whole.last) for yen in fees)
        flat = full - int(full * terms.discount_percent / 100)
    if not flat and not terms.unit_price:
        return None
    price = terms.unit_price.normalize() if terms.unit_price else Decimal(0)
    return PriceFigures(held.plan, flat, terms.included, f"{price:f}", terms.meter.value)


def ensure_price(*, gate: Gateway, figures: PriceFigures) -> str:
    """Stripe's id of the price; product and meter are made with it when they are missing. Raises StripeTrouble."""
    with told():
        for price in gate.api.v1.prices.list({"lookup_keys": [figures.key], "limit": 1}).data:
            return price.id
        meter = _ensure_meter(gate, Meter(figures.meter))
        _ensure_product(gate, figures)
        values: Any = {
            "product": figures.product,
            "currency": "jpy",
            "lookup_key": figures.key,
            "recurring": {"interval": "month", "usage_type": "metered", "meter": meter},
            "billing_scheme": "tiered",
            "tiers_mode": "graduated",
            "tiers": _tiers(figures),
            "tax_behavior": "exclusive",
        }
        return gate.api.v1.prices.create(values, once("price", figures.key)).id


def meter_name(*, meter: Meter) -> str:
    """What events of a meter are called."""
    return f"yuimachi_{meter.value}"


def _tiers(figures: PriceFigures) -> list[dict[str, Any]]:
    if Decimal(figures.unit_price) == 0:
        return [{"up_to": "inf", "flat_amount": figures.flat, "unit_amount": 0}]
    above = {"up_to": "inf", "unit_amount_decimal": figures.unit_price}
    if not figures.included:
        return [{**above, "flat_amount": figures.flat}]
    return [{"up_to": figures.included, "flat_amount": figures.flat, "unit_amount": 0}, above]


def _ensure_meter(gate: Gateway, meter: Meter) -> str:
    name = meter_name(meter=meter)
    for known in gate.api.v1.billing.meters.list({"status": "active", "limit": 100}).auto_paging_iter():
        if known.event_name == name:
            return known.id
    values: Any = {
        "display_name": str(METER_LABELS[meter]),
        "event_name": name,
        "default_aggregation": {"formula": "sum"},
        "customer_mapping": {"type": "by_id", "event_payload_key": "stripe_customer_id"},
        "value_settings": {"event_payload_key": "value"},
    }
    return gate.api.v1.billing.meters.create(values, once("meter", name)).id


def _ensure_product(gate: Gateway, figures: PriceFigures) -> None:
    try:
        gate.api.v1.products.create({"id": figures.product, "name": figures.plan}, once("product", figures.product))
    except stripe.InvalidRequestError as there:
        if there.code != "resource_already_exists":
            raise
