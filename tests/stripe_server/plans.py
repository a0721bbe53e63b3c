"""Products, prices, meters and subscriptions; a month that ends makes a draft of what was used."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.stripe_server import invoices
from tests.stripe_server.state import Refusal, State


def create_product(state: State, form: dict[str, Any]) -> dict[str, Any]:
    """By the id that the caller chose."""
    if form["id"] in state.things.get("product", {}):
        raise Refusal(400, "Product already exists.", code="resource_already_exists", param="id")
    thing = {"id": form["id"], "object": "product", "active": True, "created": state.now, "name": form["name"]}
    more = {"description": None, "images": [], "livemode": state.live, "marketing_features": [], "metadata": {}}
    return state.keep("product", {**thing, **more, "package_dimensions": None, "shippable": None, "tax_code": None,
                                  "type": "service", "updated": state.now, "url": None})  # fmt: skip


def create_meter(state: State, form: dict[str, Any]) -> dict[str, Any]:
    """One active meter an event name."""
    if any(one["event_name"] == form["event_name"] for one in state.all("meter")):
        raise Refusal(400, "A meter with this event name exists.", code="resource_already_exists")
    return state.keep(
        "meter",
        {
            "id": state.new_id("mtr"),
            "object": "billing.meter",
            "created": state.now,
            "customer_mapping": form["customer_mapping"],
            "default_aggregation": form["default_aggregation"],
            "display_name": form["display_name"],
            "event_name": form["event_name"],
            "event_time_window": None,
            "livemode": state.live,
            "status": "active",
            "status_transitions": {"deactivated_at": None},
            "updated": state.now,
            "value_settings": form["value_settings"],
        },
    )


def create_meter_event(state: State, form: dict[str, Any]) -> dict[str, Any]:
    """A name is taken once; values are whole numbers; not older than 35 days."""
    names = {meter["event_name"] for meter in state.all("meter")}
    if form["event_name"] not in names:
        raise Refusal(400, "No active meter found for event name", code="no_meter")
    if not form["payload"]["value"].isdigit():
        raise Refusal(400, "The value must be a whole number", param="payload[value]")
    if int(form["timestamp"]) < state.now - 35 * 86_400:
        raise Refusal(400, "The timestamp is older than 35 days", code="timestamp_too_far_in_past")
    if form["identifier"] in state.meter_events:
        raise Refusal(400, "An event already exists with this identifier", code="duplicate_meter_event")
    state.get("customer", form["payload"]["stripe_customer_id"])
    event = {
        "object": "billing.meter_event",
        "created": state.now,
        "event_name": form["event_name"],
        "identifier": form["identifier"],
        "livemode": state.live,
        "payload": form["payload"],
        "timestamp": int(form["timestamp"]),
    }
    state.meter_events[form["identifier"]] = event
    return event


def create_price(state: State, form: dict[str, Any]) -> dict[str, Any]:
    """Graduated, metered, by the month."""
    state.get("product", form["product"])
    state.get("meter", form["recurring"]["meter"])
    if form["tiers"][-1]["up_to"] != "inf":
        raise Refusal(400, "The last tier must be inf", param="tiers")
    if any(one["lookup_key"] == form["lookup_key"] for one in state.all("price")):
        raise Refusal(400, "A price with this lookup key exists", code="resource_already_exists")
    return state.keep(
        "price",
        {
            "id": state.new_id("price"),
            "object": "price",
            "active": True,
            "billing_scheme": form["billing_scheme"],
            "created": state.now,
            "currency": form["currency"],
            "custom_unit_amount": None,
            "livemode": state.live,
            "lookup_key": form["lookup_key"],
            "metadata": {},
            "nickname": None,
            "product": form["product"],
            "recurring": {**form["recurring"], "interval_count": 1, "trial_period_days": None},
            "tax_behavior": form["tax_behavior"],
            "tiers": form["tiers"],
            "tiers_mode": form["tiers_mode"],
            "transform_quantity": None,
            "type": "recurring",
            "unit_amount": None,
            "unit_amount_decimal": None,
        },
    )


def create_subscription(state: State, form: dict[str, Any]) -> dict[str, Any]:
    """Periods are of the items, in the pinned version."""
    state.get("customer", form["customer"])
    price, name = state.get("price", form["items"][0]["price"]), state.new_id("sub")
    item = {
        "id": state.new_id("si"),
        "object": "subscription_item",
        "created": state.now,
        "current_period_end": _next_end(state.now),
        "current_period_start": state.now,
        "discounts": [],
        "metadata": {},
        "price": price,
        "subscription": name,
        "tax_rates": [],
    }
    return state.keep(
        "subscription",
        {
            "id": name,
            "object": "subscription",
            "collection_method": form["collection_method"],
            "created": state.now,
            "customer": form["customer"],
            "currency": "jpy",
            "days_until_due": int(form["days_until_due"]),
            "items": {"object": "list", "data": [item], "has_more": False, "url": "/v1/subscription_items"},
            "livemode": state.live,
            "metadata": form["metadata"],
            "payment_settings": form["payment_settings"],
            "status": "active",
        },
    )


def update_subscription(state: State, name: str, form: dict[str, Any]) -> dict[str, Any]:
    """Another price on the same item."""
    there = state.get("subscription", name)
    item = there["items"]["data"][0]
    if form["items"][0]["id"] != item["id"]:
        raise Refusal(400, "No such item", code="resource_missing")
    item["price"] = state.get("price", form["items"][0]["price"])
    return there


def end_subscription(state: State, name: str, _form: dict[str, Any]) -> dict[str, Any]:
    """Canceled; the last draft is not made (`invoice_now=false`)."""
    there = state.get("subscription", name)
    there["status"] = "canceled"
    return there


def end_month(state: State, name: str, *, at: int) -> dict[str, Any]:
    """The period is over: a draft of base fee and use, which Stripe will finalize by itself unless somebody says no."""
    there = state.get("subscription", name)
    item = there["items"]["data"][0]
    begin = item["current_period_start"]
    used = sum(
        int(event["payload"]["value"])
        for event in state.meter_events.values()
        if event["payload"]["stripe_customer_id"] == there["customer"] and begin <= event["timestamp"] < at
    )
    state.now = at
    form = {"customer": there["customer"], "collection_method": "send_invoice", "auto_advance": "true"}
    details = {"metadata": there["metadata"], "subscription": name, "subscription_proration_date": None}
    parent = {"type": "subscription_details", "subscription_details": details, "quote_details": None}
    more = {"parent": parent, "billing_reason": "subscription_cycle", "period_start": begin, "period_end": at}
    invoice = invoices.create(state, form, **more)
    amount = _price_of(item["price"], used)
    line = {"amount": amount, "description": f"{used} units", "period": {"start": begin, "end": at}}
    of_item = {"subscription_item": item["id"], "subscription": name, "proration": False, "invoice_item": None}
    shape = {"type": "subscription_item_details", "invoice_item_details": None}
    invoice["lines"]["data"].append(
        invoices.line_of(state, invoice, line, parent={**shape, "subscription_item_details": {
            **of_item, "proration_details": None}})
    )  # fmt: skip
    invoice["subtotal"] = invoice["total"] = invoice["amount_due"] = invoice["amount_remaining"] = amount
    item["current_period_start"], item["current_period_end"] = at, _next_end(at)
    return invoice


def _price_of(price: dict[str, Any], used: int) -> int:
    amount, below = Decimal(0), 0
    for tier in price["tiers"]:
        top = used if tier["up_to"] == "inf" else min(used, int(tier["up_to"]))
        if used > below or below == 0:
            amount += Decimal(tier.get("flat_amount", 0))
        unit = Decimal(tier.get("unit_amount_decimal") or tier.get("unit_amount") or 0)
        amount += max(top - below, 0) * unit
        below = top
    return int(amount)


def _next_end(now: int) -> int:
    day = datetime.fromtimestamp(now, tz=UTC) + timedelta(hours=9)
    first = (day.replace(day=28, hour=0, minute=0, second=0) + timedelta(days=4)).replace(day=1)
    return int(first.timestamp()) - 9 * 3600
