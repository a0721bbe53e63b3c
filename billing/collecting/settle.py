"""What follows when a paper and its invoice have gone on apart. Only what is certain; the rest a person decides.

| paper | invoice | what follows |
|---|---|---|
| issued | paid through Stripe in full | the paper is paid on that day; what was covered before is too much |
| paid by hand | open | the invoice is noted as paid outside of Stripe |
| replaced | open, nothing paid | a credit note over all of it |
"""

from datetime import datetime
from typing import Any, Final

import stripe
from django.utils.translation import gettext as _
from django.utils.translation import override

from audit_log.public import Actor, ActorKind
from billing.collecting.gateway import Gateway, moment, once, told
from billing.invoicing.follow_up import NotThatState, mark_paid_elsewhere
from billing.models import Paper, StripeInvoice
from billing.printing import PAPER_LANGUAGE

STRIPE: Final = Actor(ActorKind.SYSTEM, "", "Stripe")


def settle(*, gate: Gateway, row: StripeInvoice, invoice: stripe.Invoice, now: datetime) -> str:
    """Note how the invoice stands and do what is certain; a word for what was done, "" for nothing. `invoice` was
    fetched just now, so that it does not matter in which order Stripe's notices come. Raises StripeTrouble."""
    note_standing(row=row, invoice=invoice, now=now)
    paper = Paper.objects.get(pk=row.paper_id)
    if paper.state == Paper.State.ISSUED and paid_through_stripe(invoice=invoice, paper=paper):
        try:
            paid_on, arrived = paid_day(invoice=invoice), arrived_at(invoice=invoice)
            mark_paid_elsewhere(paper_id=paper.pk, paid_on=paid_on, arrived=arrived, actor=STRIPE, now=now)
        except NotThatState:
            return ""  # somebody was quicker
        return "paid"
    if invoice.status != "open":
        return ""
    if paper.state == Paper.State.PAID and not invoice.amount_paid:
        with told():
            invoice = gate.api.v1.invoices.pay(
                invoice.id, {"paid_out_of_band": True}, once("paper", paper.digest, row.pk, "outside")
            )
        note_standing(row=row, invoice=invoice, now=now)
        return "outside"
    if paper.state == Paper.State.REPLACED and not invoice.amount_paid:
        _credit(gate, row, paper, invoice)
        with told():
            invoice = gate.api.v1.invoices.retrieve(invoice.id)
        note_standing(row=row, invoice=invoice, now=now)
        return "credited"
    return ""


def note_standing(*, row: StripeInvoice, invoice: stripe.Invoice, now: datetime) -> None:
    """Keep what Stripe says of the invoice."""
    row.note(
        status=invoice.status or "",
        total=invoice.total,
        paid=arrived_at(invoice=invoice),
        credited=invoice.pre_payment_credit_notes_amount + invoice.post_payment_credit_notes_amount,
        seen_at=now,
    )


def paid_through_stripe(*, invoice: stripe.Invoice, paper: Paper) -> bool:
    """Whether the whole amount of the paper arrived there: neither credited away nor noted as paid elsewhere."""
    whole = invoice.total == paper.total_yen and arrived_at(invoice=invoice) >= paper.total_yen
    return invoice.status == "paid" and whole


def arrived_at(*, invoice: stripe.Invoice) -> int:
    """Yen that came through Stripe, without what somebody noted there as paid elsewhere."""
    return invoice.amount_paid - (invoice.amount_paid_off_stripe or 0)


def paid_day(*, invoice: stripe.Invoice) -> Any:
    """The day in Japan on which it was paid."""
    at = invoice.status_transitions.paid_at
    return moment(at or invoice.created).date()


def _credit(gate: Gateway, row: StripeInvoice, paper: Paper, invoice: stripe.Invoice) -> None:
    by = paper.corrections.first()
    with override(PAPER_LANGUAGE):
        memo = _("請求書 %(old)s は %(new)s に差し替えました。") % {"old": paper.number, "new": by.number if by else ""}
    values: Any = {
        "invoice": invoice.id,
        "amount": invoice.amount_remaining,
        "reason": "order_change",
        "memo": memo,
        "email_type": "none",
        "metadata": {"yuimachi_paper": str(paper.pk), "yuimachi_by": by.number if by else ""},
    }
    with told():
        gate.api.v1.credit_notes.create(values, once("paper", paper.digest, row.pk, "credit"))
