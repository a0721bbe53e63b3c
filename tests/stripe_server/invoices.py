"""Invoices, their lines and credit notes, with the rules that a caller meets."""

from typing import Any

from tests.stripe_server.forms import truth
from tests.stripe_server.state import Refusal, State

_NO_TAX_ENGINE = {
    "disabled_reason": None,
    "enabled": False,
    "liability": None,
    "provider": None,
    "status": None,
}
_CHANGED = ("description", "footer", "custom_fields", "payment_settings", "metadata")


def create(state: State, form: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An empty draft."""
    customer = state.get("customer", form["customer"])
    by_transfer = form.get("collection_method") == "send_invoice"
    if by_transfer and not customer["email"]:
        raise Refusal(400, "Missing email. In order to create invoices that are sent to the customer, the customer "
                           "must have a valid email.")  # fmt: skip
    due = int(form["due_date"]) if "due_date" in form else None
    if due is not None and due <= state.now:
        raise Refusal(400, "The due date must be in the future.", param="due_date")
    invoice = state.keep("invoice", _blank(state, form["customer"], by_transfer, due, form))
    invoice.update(more)
    _sum(state, invoice)
    state.tell("invoice.created", invoice)
    return invoice


def update(state: State, name: str, form: dict[str, Any]) -> dict[str, Any]:
    """Open ones change in their words and marks only."""
    invoice = state.get("invoice", name)
    if invoice["status"] != "draft" and set(form) - {"metadata", "auto_advance"}:
        raise Refusal(400, "Finalized invoices can't be updated in this way", code="invoice_not_editable")
    for field in _CHANGED:
        if field in form:
            invoice[field] = {**invoice[field], **form[field]} if field == "metadata" else form[field]
    if "auto_advance" in form:
        invoice["auto_advance"] = truth(form["auto_advance"])
    if "due_date" in form:
        invoice["due_date"] = int(form["due_date"])
    state.tell("invoice.updated", invoice)
    return invoice


def add_lines(state: State, name: str, form: dict[str, Any]) -> dict[str, Any]:
    """Lines of a caller, each with its amount and its own tax."""
    invoice = _draft(state, name)
    for line in form["lines"]:
        invoice["lines"]["data"].append(line_of(state, invoice, line))
    _sum(state, invoice)
    return invoice


def update_lines(state: State, name: str, form: dict[str, Any]) -> dict[str, Any]:
    """The tax of lines."""
    invoice = _draft(state, name)
    lines = {line["id"]: line for line in invoice["lines"]["data"]}
    for change in form["lines"]:
        line = lines.get(change["id"])
        if line is None:
            raise Refusal(404, "No such line item", code="resource_missing")
        line["taxes"] = _taxes(change)
    _sum(state, invoice)
    return invoice


def line_of(state: State, invoice: dict[str, Any], line: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A line in Stripe's shape."""
    period = line.get("period") or {"start": state.now, "end": state.now}
    if int(period["end"]) < int(period["start"]):
        raise Refusal(400, "The period must end after it begins", param="lines[period]")
    item = {"invoice_item": state.new_id("ii"), "proration": False, "proration_details": None, "subscription": None}
    return {
        "id": state.new_id("il"),
        "object": "line_item",
        "amount": int(line["amount"]),
        "currency": "jpy",
        "description": line.get("description"),
        "discount_amounts": [],
        "discountable": False,
        "discounts": [],
        "invoice": invoice["id"],
        "livemode": state.live,
        "metadata": dict(line.get("metadata") or {}),
        "parent": {"type": "invoice_item_details", "invoice_item_details": item, "subscription_item_details": None},
        "period": {"start": int(period["start"]), "end": int(period["end"])},
        "pretax_credit_amounts": [],
        "pricing": None,
        "quantity": 1,
        "quantity_decimal": "1",
        "subscription": None,
        "subtotal": int(line["amount"]),
        "taxes": _taxes(line),
        **more,
    }


def finalize(state: State, name: str, form: dict[str, Any]) -> dict[str, Any]:
    """A draft becomes open, or paid when there is nothing to pay."""
    invoice = state.get("invoice", name)
    if invoice["status"] != "draft":
        raise Refusal(400, "This invoice is already finalized", code="invoice_not_editable")
    invoice["status"] = "open"
    invoice["number"] = f"ABCD-{next(state.counter):04d}"
    invoice["auto_advance"] = truth(form.get("auto_advance", False))
    invoice["status_transitions"]["finalized_at"] = state.now
    _sum(state, invoice)
    state.tell("invoice.finalized", invoice)
    if not invoice["amount_remaining"]:
        _paid(state, invoice)
    return invoice


def pay(state: State, name: str, form: dict[str, Any]) -> dict[str, Any]:
    """Noted as paid elsewhere; a transfer comes in by `receive_money`."""
    invoice = state.get("invoice", name)
    if invoice["status"] != "open":
        raise Refusal(400, "Invoice is already paid", code="invoice_already_paid")
    if not truth(form.get("paid_out_of_band", False)):
        raise Refusal(400, "The customer's cash balance is not enough.", code="insufficient_funds")
    invoice["amount_paid_off_stripe"] = invoice["amount_remaining"]
    invoice["amount_paid"] += invoice["amount_remaining"]
    _paid(state, invoice)
    return invoice


def void(state: State, name: str, _form: dict[str, Any]) -> dict[str, Any]:
    """Only open ones."""
    invoice = state.get("invoice", name)
    if invoice["status"] != "open":
        raise Refusal(400, "You can only void open invoices")
    invoice["status"] = "void"
    invoice["status_transitions"]["voided_at"] = state.now
    state.tell("invoice.voided", invoice)
    return invoice


def credit(state: State, form: dict[str, Any]) -> dict[str, Any]:
    """A credit note before payment lowers what is left."""
    invoice = state.get("invoice", form["invoice"])
    amount = int(form["amount"])
    if invoice["status"] != "open" or amount > invoice["amount_remaining"]:
        raise Refusal(400, "The credit note is larger than what is left to pay")
    invoice["pre_payment_credit_notes_amount"] += amount
    note = {
        "id": state.new_id("cn"),
        "object": "credit_note",
        "created": state.now,
        "amount": amount,
        "customer": invoice["customer"],
        "invoice": invoice["id"],
        "livemode": state.live,
        "memo": form.get("memo"),
        "metadata": form.get("metadata", {}),
        "reason": form.get("reason"),
        "status": "issued",
        "total": amount,
        "type": "pre_payment",
    }
    state.keep("credit_note", note)
    _sum(state, invoice)
    state.tell("credit_note.created", note)
    if not invoice["amount_remaining"]:
        _paid(state, invoice)
    return note


def receive_money(state: State, name: str, yen: int) -> dict[str, Any]:
    """A bank transfer arrives for an invoice."""
    invoice = state.get("invoice", name)
    invoice["amount_paid"] += min(yen, invoice["amount_remaining"])
    _sum(state, invoice)
    if invoice["amount_remaining"]:
        state.tell("invoice.updated", invoice)
    else:
        _paid(state, invoice)
    return invoice


def _draft(state: State, name: str) -> dict[str, Any]:
    invoice = state.get("invoice", name)
    if invoice["status"] != "draft":
        raise Refusal(400, "You can only change the lines of drafts", code="invoice_not_editable")
    return invoice


def _paid(state: State, invoice: dict[str, Any]) -> None:
    invoice["status"] = "paid"
    invoice["amount_remaining"] = 0
    invoice["status_transitions"]["paid_at"] = state.now
    state.tell("invoice.paid", invoice)


def _taxes(line: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "amount": int(tax["amount"]),
            "tax_behavior": "inclusive" if truth(tax["tax_rate_data"]["inclusive"]) else "exclusive",
            "tax_rate_details": {"tax_rate": f"txr_{tax['tax_rate_data']['percentage']}"},
            "taxability_reason": "not_available",
            "taxable_amount": int(tax["taxable_amount"]),
            "type": "tax_rate_details",
        }
        for tax in line.get("tax_amounts") or ()
    ]


def _sum(state: State, invoice: dict[str, Any]) -> None:
    lines = invoice["lines"]["data"]
    invoice["subtotal"] = sum(line["amount"] for line in lines)
    taxes = [tax for line in lines for tax in line["taxes"]]
    invoice["total_taxes"] = taxes
    off = sum(discount["amount"] for discount in invoice.get("total_discount_amounts") or ())
    invoice["total"] = invoice["subtotal"] + sum(tax["amount"] for tax in taxes) - off
    invoice["subtotal_excluding_tax"] = invoice["total_excluding_tax"] = invoice["subtotal"]
    invoice["amount_due"] = max(invoice["total"] - invoice["pre_payment_credit_notes_amount"], 0)
    invoice["amount_remaining"] = invoice["amount_due"] - invoice["amount_paid"]


def _blank(state: State, customer: str, by_transfer: bool, due: int | None, form: dict[str, Any]) -> dict[str, Any]:
    name = state.new_id("in")
    lines = {"object": "list", "data": [], "has_more": False, "url": f"/v1/invoices/{name}/lines"}
    numbers = ("amount_overpaid", "amount_paid", "amount_shipping", "attempt_count", "starting_balance")
    notes = ("post_payment_credit_notes_amount", "pre_payment_credit_notes_amount")
    times = ("finalized_at", "marked_uncollectible_at", "paid_at", "voided_at")
    return {
        "id": name,
        "object": "invoice",
        **dict.fromkeys((*numbers, *notes), 0),
        "amount_paid_off_stripe": 0,
        "attempted": False,
        "auto_advance": truth(form.get("auto_advance", False)),
        "automatic_tax": dict(_NO_TAX_ENGINE),
        "billing_reason": "manual",
        "collection_method": "send_invoice" if by_transfer else "charge_automatically",
        "created": state.now,
        "currency": form.get("currency", "jpy"),
        "custom_fields": form.get("custom_fields"),
        "customer": customer,
        "default_tax_rates": [],
        "description": form.get("description"),
        "discounts": [],
        "due_date": due,
        "footer": form.get("footer"),
        "issuer": {"type": "self"},
        "lines": lines,
        "livemode": state.live,
        "metadata": dict(form.get("metadata", {})),
        "number": None,
        "parent": None,
        "payment_settings": form.get("payment_settings", {}),
        "period_end": state.now,
        "period_start": state.now,
        "status": "draft",
        "status_transitions": dict.fromkeys(times),
    }
