"""Finds what a town's subscription asks for of a month, to be brought to what the paper of that month says."""

from datetime import date, timedelta

import stripe

from billing.collecting import limits
from billing.collecting.gateway import PAPER_MARK, Gateway, StripeTrouble, Trouble, mark_in, moment
from billing.collecting.lines import noon_of
from billing.models import Paper, StripeCustomer
from metering.public import PeriodKind, period_of

_MONTH = "month:"


def taken_draft(*, gate: Gateway, customer: StripeCustomer, paper: Paper) -> stripe.Invoice | None:
    """The subscription's invoice of the paper's month; None when there is none and the paper stands for itself.

    A draft is taken whatever it says. One that Stripe finalized before the paper stood is taken if it says the same; if
    not, it is voided, because the paper is what counts. Raises StripeTrouble TAKEN when it was paid already.
    """
    if not customer.subscription_id or not paper.key.startswith(_MONTH):
        return None
    after = _day_after(paper)
    since = noon_of(day=after - timedelta(days=3))
    there = gate.api.v1.invoices.list(
        {"subscription": customer.subscription_id, "created": {"gte": since}, "limit": limits.PAGE}
    )
    for invoice in there.auto_paging_iter():
        if moment(invoice.period_end).date() != after or mark_in(invoice, PAPER_MARK):
            continue
        if invoice.status == "draft" or (invoice.status == "open" and invoice.total == paper.total_yen):
            return invoice
        if invoice.status == "paid" and invoice.total:
            raise StripeTrouble(Trouble.TAKEN, invoice.id)
        if invoice.status == "open":
            gate.api.v1.invoices.void_invoice(invoice.id)
    return None


def _day_after(paper: Paper) -> date:
    """The first day after the month of the paper: its key ends in 2026-11."""
    year, month = paper.key.rpartition(":")[2].split("-")
    return period_of(kind=PeriodKind.MONTH, day=date(int(year), int(month), 1)).last + timedelta(days=1)
