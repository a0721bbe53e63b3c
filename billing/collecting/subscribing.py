"""Keeps each town's subscription at the figures of its plan. What it asks for is a draft until a paper is issued."""

from datetime import date
from typing import Any, Final

from billing.collecting.gateway import TOWN_MARK, Gateway, mark_in, once, told
from billing.collecting.plans import PriceFigures, ensure_price
from billing.models import StripeCustomer

PAY_BY_TRANSFER: Final[dict[str, Any]] = {
    "payment_method_types": ["customer_balance"],
    "payment_method_options": {
        "customer_balance": {"funding_type": "bank_transfer", "bank_transfer": {"type": "jp_bank_transfer"}}
    },
}
_DAYS: Final = 30
# The first of the month at midnight in Japan is the last of the month before at 15:00 UTC; the 31st means the last day.
_MONTHS_IN_JAPAN: Final = {"day_of_month": 31, "hour": 15, "minute": 0, "second": 0}


def keep_subscription(*, gate: Gateway, customer: StripeCustomer, figures: PriceFigures | None, today: date) -> None:
    """Begin, change or end it; nothing when it stands as it should. `customer` has its id. Raises StripeTrouble."""
    wanted = figures.key if figures else ""
    if customer.price_key == wanted and bool(customer.subscription_id) == bool(wanted):
        return
    with told():
        known = customer.subscription_id or _found(gate, customer)
        if figures is None:
            _end(gate, known)
            known = ""
        else:
            price = ensure_price(gate=gate, figures=figures)
            known = _moved(gate, customer, known, price, today) if known else _begun(gate, customer, price, today)
    customer.subscription_id, customer.price_key = known, wanted
    StripeCustomer.objects.filter(pk=customer.pk).update(subscription_id=known, price_key=wanted)


def _found(gate: Gateway, customer: StripeCustomer) -> str:
    there = gate.api.v1.subscriptions.list({"customer": customer.stripe_id, "status": "active", "limit": 100})
    mark = str(customer.town_id)
    return next((one.id for one in there.auto_paging_iter() if mark_in(one, TOWN_MARK) == mark), "")


def _begun(gate: Gateway, customer: StripeCustomer, price: str, today: date) -> str:
    values: Any = {
        "customer": customer.stripe_id,
        "items": [{"price": price}],
        "collection_method": "send_invoice",
        "days_until_due": _DAYS,
        "billing_cycle_anchor_config": _MONTHS_IN_JAPAN,
        "proration_behavior": "none",  # the paper counts days in its own way
        "payment_settings": PAY_BY_TRANSFER,
        "metadata": {TOWN_MARK: str(customer.town_id)},
    }
    return gate.api.v1.subscriptions.create(values, once("subscription", customer.pk, price, today)).id


def _moved(gate: Gateway, customer: StripeCustomer, known: str, price: str, today: date) -> str:
    """One item with the new price in the place of the old one."""
    there = gate.api.v1.subscriptions.retrieve(known)
    items: list[Any] = list(there["items"].data)
    if [item.price.id for item in items] == [price]:
        return known
    values: Any = {"items": [{"id": items[0].id, "price": price}], "proration_behavior": "none"}
    gate.api.v1.subscriptions.update(known, values, once("subscription", customer.pk, "to", price, today))
    return known


def _end(gate: Gateway, known: str) -> None:
    if known and gate.api.v1.subscriptions.retrieve(known).status != "canceled":
        gate.api.v1.subscriptions.cancel(known, {"invoice_now": False, "prorate": False})
