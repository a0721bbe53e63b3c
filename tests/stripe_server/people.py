"""Customers and the account that each pays in to."""

from typing import Any

from tests.stripe_server.state import State


def create(state: State, form: dict[str, Any]) -> dict[str, Any]:
    """A customer without money."""
    name = state.new_id("cus")
    customer = {
        "id": name,
        "object": "customer",
        "address": None,
        "balance": 0,
        "cash_balance": None,
        "created": state.now,
        "currency": None,
        "default_source": None,
        "delinquent": False,
        "description": None,
        "email": form.get("email"),
        "invoice_prefix": "ABCD",
        "invoice_settings": {
            "custom_fields": None,
            "default_payment_method": None,
            "footer": None,
            "rendering_options": None,
        },
        "livemode": state.live,
        "metadata": form.get("metadata", {}),
        "name": form.get("name"),
        "phone": None,
        "preferred_locales": form.get("preferred_locales", []),
        "shipping": None,
        "tax_exempt": "none",
        "test_clock": None,
    }
    state.tell("customer.created", customer)
    return state.keep("customer", customer)


def update(state: State, name: str, form: dict[str, Any]) -> dict[str, Any]:
    """Another address."""
    customer = state.get("customer", name)
    customer.update(form)
    return customer


def give_money(state: State, name: str, yen: int) -> None:
    """Money that belongs to no invoice."""
    state.get("customer", name)["cash_balance"] = {
        "object": "cash_balance",
        "available": {"jpy": yen},
        "customer": name,
        "livemode": state.live,
        "settings": {"reconciliation_mode": "automatic", "using_merchant_default": True},
    }


def funding(state: State, name: str, form: dict[str, Any]) -> dict[str, Any]:
    """The virtual account in the form of Japanese banks."""
    number = state.get("customer", name)["id"][-7:]
    assert form["bank_transfer"]["type"] == "jp_bank_transfer"
    place = {"city": None, "country": "JP", "line1": None, "line2": None, "postal_code": None, "state": None}
    account = {
        "account_holder_address": place,
        "account_holder_name": "ユイノサトキヨウギカイ",
        "account_number": number,
        "account_type": "futsu",
        "bank_address": place,
        "bank_code": "0009",
        "bank_name": "試験銀行",
        "branch_code": "950",
        "branch_name": "試験支店",
    }
    address = {"type": "zengin", "supported_networks": ["zengin"], "zengin": account}
    return {
        "object": "funding_instructions",
        "bank_transfer": {"country": "JP", "financial_addresses": [address], "type": "jp_bank_transfer"},
        "currency": form["currency"],
        "funding_type": form["funding_type"],
        "livemode": state.live,
    }


def without_hidden(customer: dict[str, Any], form: dict[str, Any]) -> dict[str, Any]:
    """The cash balance is told only to who asks for it."""
    wanted = "data.cash_balance" in (form.get("expand") or ())
    return customer if wanted else {name: value for name, value in customer.items() if name != "cash_balance"}
