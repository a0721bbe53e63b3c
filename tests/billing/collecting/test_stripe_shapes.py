"""The server of the tests speaks in the shapes of the stripe package's own typed classes."""

from datetime import date
from typing import Any

import pytest
import stripe

from billing.collecting.mirror import mirror
from billing.collecting.plans import PriceFigures
from billing.collecting.round import go_round
from billing.collecting.subscribing import keep_subscription
from billing.models import StripeCustomer, StripeInvoice
from tests.billing.collecting.conftest import NOW, invoice
from tests.stripe_server import people, plans


def faults(shape: type, thing: dict[str, Any], where: str) -> list[str]:
    """Fields that the typed class does not know, and needed ones that are missing, in all depths."""
    notes = shape.__annotations__
    wrong = [f"{where}.{name} is unknown" for name in thing if name not in notes and name != "unit_amount_decimal"]
    for name, note in notes.items():
        optional = any(word in str(note) for word in ("Optional", "NoneType", "NotRequired", "ClassVar"))
        if name not in thing and not optional:
            wrong.append(f"{where}.{name} is missing")
    for name, inner in getattr(shape, "_inner_class_types", {}).items():
        value = thing.get(name)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                wrong += faults(inner, one, f"{where}.{name}")
    return wrong


@pytest.fixture
def filled(ledger, gate, connected):
    """A server with one of everything."""
    town = StripeCustomer.objects.get()
    go_round(gate=gate, now=NOW)
    town.refresh_from_db()
    figures = PriceFigures("標準", 50_000, 100, "10", "calls")
    keep_subscription(gate=gate, customer=town, figures=figures, today=date(2026, 11, 3))
    town.refresh_from_db()
    plans.end_month(connected.state, town.subscription_id, at=connected.state.now + 28 * 86_400)
    invoice()
    go_round(gate=gate, now=NOW)
    assert mirror(gate=gate, row_id=StripeInvoice.objects.get().pk, now=NOW)
    people.give_money(connected.state, town.stripe_id, 500)
    return connected


@pytest.mark.parametrize(
    ("kind", "shape"),
    [
        ("customer", stripe.Customer),
        ("product", stripe.Product),
        ("price", stripe.Price),
        ("meter", stripe.billing.Meter),
        ("invoice", stripe.Invoice),
        ("subscription", None),
    ],
)
def test_things_have_the_fields_of_their_typed_class(filled, kind: str, shape: type | None) -> None:
    things = filled.state.all(kind)
    assert things
    for thing in things:
        if shape:
            assert faults(shape, thing, kind) == []
        if kind == "invoice":
            for line in thing["lines"]["data"]:
                assert faults(stripe.InvoiceLineItem, line, "line") == []
        if kind == "subscription":  # a part of its fields: periods stand on the item in this version
            item = thing["items"]["data"][0]
            assert "current_period_end" in stripe.SubscriptionItem.__annotations__
            assert set(item) <= set(stripe.SubscriptionItem.__annotations__)
            assert set(thing) <= set(stripe.Subscription.__annotations__) | {"items"}


def test_what_is_not_stored_has_its_shape_too(filled) -> None:
    name = filled.state.all("customer")[0]["id"]
    form = {"bank_transfer": {"type": "jp_bank_transfer"}, "currency": "jpy", "funding_type": "bank_transfer"}
    assert faults(stripe.FundingInstructions, people.funding(filled.state, name, form), "funding") == []
    assert faults(stripe.Event, {**filled.state.events[0], "account": None, "context": None}, "event") == []
