"""Writes a paper into Stripe: an invoice that says what the paper says, payable by bank transfer until its day.

Each step may be repeated: after a kill the invoice is found by its mark, lines are added only while they are missing,
and a call that was answered by silence is made again under the same idempotency key.
"""

from datetime import datetime, timedelta
from typing import Any, Final

import stripe
import structlog
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from billing.collecting import limits
from billing.collecting.customers import ensure_customer
from billing.collecting.draft_of_plan import taken_draft
from billing.collecting.gateway import (
    PAPER_MARK,
    PASSING,
    TAX_MARK,
    Gateway,
    StripeTrouble,
    Trouble,
    mark_in,
    once,
    told,
)
from billing.collecting.lines import adjusting_lines, stripe_lines, taxed_again
from billing.collecting.settle import settle
from billing.collecting.subscribing import PAY_BY_TRANSFER
from billing.models import Paper, StripeCustomer, StripeInvoice
from billing.printing import PAPER_LANGUAGE
from billing.tax_classes import TaxClass

log = structlog.get_logger(__name__)
_NEW_KEYS_AT: Final = 4


def mirror(*, gate: Gateway, row_id: int, now: datetime) -> bool:
    """Claim the row, bring Stripe to what the paper says, note how it stands; False when somebody else has it."""
    row = StripeInvoice.claim(pk=row_id, now=now, lease=limits.LEASE)
    if row is None:
        return False
    if _never_needed(row):
        return row.write(state=StripeInvoice.State.DONE, finished_at=now)
    if row.attempts == _NEW_KEYS_AT:  # what these keys got may be a failure that Stripe keeps for a day
        row.write(generation=row.generation + 1)
    try:
        invoice = mirrored(gate=gate, row=row)
        settle(gate=gate, row=row, invoice=invoice, now=now)
    except StripeTrouble as failed:
        _again_or_give_up(row, failed, now)
        return False
    row.write(state=StripeInvoice.State.DONE, failure="", finished_at=timezone.now())
    return True


def mirrored(*, gate: Gateway, row: StripeInvoice) -> stripe.Invoice:
    """The invoice of the paper, finalized. Raises StripeTrouble, with AMOUNT when Stripe comes to another total."""
    paper = row.paper
    customer = StripeCustomer.objects.filter(live=gate.live, town_id=paper.town_id, active=True).first()
    if customer is None:
        raise StripeTrouble(Trouble.GONE, "customer")
    where = ensure_customer(gate=gate, customer=customer)
    with told():
        invoice = _known(gate, row, where) or _begun(gate, row, customer)
        row.write(stripe_id=invoice.id)
        if invoice.status == "draft":
            invoice = _written(gate, row, invoice)
            if not _says_the_same(invoice, paper):
                raise StripeTrouble(Trouble.AMOUNT, f"{invoice.total}")
            invoice = gate.api.v1.invoices.finalize_invoice(
                invoice.id, {"auto_advance": False}, once(*_key(row), "final")
            )
    return invoice


def mark_of(*, invoice: stripe.Invoice) -> int | None:
    """The id of the paper that an invoice mirrors, None for one that is not ours."""
    mark = mark_in(invoice, PAPER_MARK)
    return int(mark) if mark.isascii() and mark.isdigit() else None


def _never_needed(row: StripeInvoice) -> bool:
    """The paper was paid or replaced before anything of it went there."""
    untouched = row.attempts == 1 and not row.stripe_id and not row.generation
    return untouched and row.paper.state in (Paper.State.PAID, Paper.State.REPLACED)


def _known(gate: Gateway, row: StripeInvoice, customer: str) -> stripe.Invoice | None:
    """The row's own invoice, or after a first attempt the one whose answer was lost."""
    if row.stripe_id:
        invoice = gate.api.v1.invoices.retrieve(row.stripe_id)
        if not getattr(invoice, "deleted", False):
            return invoice
    if row.attempts > 1 or row.generation:
        since = int((row.paper.created_at - timedelta(days=1)).timestamp())
        there = gate.api.v1.invoices.list({"customer": customer, "created": {"gte": since}, "limit": limits.PAGE})
        for invoice in there.auto_paging_iter():
            if mark_of(invoice=invoice) == row.paper_id and invoice.status != "void":
                return invoice
    return None


def _begun(gate: Gateway, row: StripeInvoice, customer: StripeCustomer) -> stripe.Invoice:
    """The draft that the town's subscription made of this month, else an empty invoice."""
    draft = taken_draft(gate=gate, customer=customer, paper=row.paper)
    if draft is None:
        values: Any = {
            "customer": customer.stripe_id,
            "currency": "jpy",
            "collection_method": "send_invoice",
            "pending_invoice_items_behavior": "exclude",
            **_head(row),
        }
        return gate.api.v1.invoices.create(values, once(*_key(row), "begin"))
    row.write(from_plan=True)
    if draft.status != "draft":  # Stripe did not wait for the paper, and says the same
        return gate.api.v1.invoices.update(draft.id, {"metadata": _marks(row.paper)})
    head: Any = _head(row)
    return gate.api.v1.invoices.update(draft.id, head)


def _key(row: StripeInvoice) -> tuple[object, ...]:
    return "paper", row.paper.digest, row.pk, row.generation


def _head(row: StripeInvoice) -> dict[str, Any]:
    paper = row.paper
    with override(PAPER_LANGUAGE):
        footer = _("この請求の正本は、%(issuer)sが発行した請求書 %(number)s です。") % {
            "issuer": paper.content["issuer"]["name"],
            "number": paper.number,
        }
        return {
            "auto_advance": False,
            "due_date": int(row.pay_until.timestamp()),
            "description": paper.title,
            "footer": footer,
            "custom_fields": [{"name": _("請求書番号"), "value": paper.number}],
            "payment_settings": PAY_BY_TRANSFER,
            "metadata": _marks(paper),
        }


def _marks(paper: Paper) -> dict[str, str]:
    return {PAPER_MARK: str(paper.pk), "yuimachi_number": paper.number, "yuimachi_digest": paper.digest}


def _written(gate: Gateway, row: StripeInvoice, invoice: stripe.Invoice) -> stripe.Invoice:
    """Lines until the invoice says what the paper says; what is there already stays."""
    content, key = row.paper.content, _key(row)
    if _says_the_same(invoice, row.paper):
        return invoice
    theirs = _lines(gate, invoice, content)
    classes = [(tax, yen) for _id, tax, yen in theirs]
    lines = adjusting_lines(content=content, theirs=classes) if theirs else stripe_lines(content=content)
    if lines:
        values: Any = {"lines": lines}
        invoice = gate.api.v1.invoices.add_lines(invoice.id, values, once(*key, "lines"))
    if theirs:
        taxed: Any = {"lines": taxed_again(content=content, theirs=_lines(gate, invoice, content))}
        if taxed["lines"]:
            invoice = gate.api.v1.invoices.update_lines(invoice.id, taxed, once(*key, "tax", len(lines)))
    return invoice


def _says_the_same(invoice: stripe.Invoice, paper: Paper) -> bool:
    """With tax and before it."""
    return (invoice.total, invoice.subtotal) == (paper.total_yen, paper.content["net"])


def _lines(gate: Gateway, invoice: stripe.Invoice, content: Any) -> list[tuple[str, TaxClass, int]]:
    """Id, class and yen of what an invoice holds; lines of the plan are of the class of the paper's first line."""
    plan = content["lines"][0]["tax"]
    there = gate.api.v1.invoices.line_items.list(invoice.id, {"limit": limits.PAGE})
    return [(line.id, TaxClass(mark_in(line, TAX_MARK) or plan), line.amount) for line in there.auto_paging_iter()]


def _again_or_give_up(row: StripeInvoice, failed: StripeTrouble, now: datetime) -> None:
    again = failed.trouble in PASSING and row.attempts < limits.MOST_ATTEMPTS
    minutes = limits.BACK_OFF[min(row.attempts, len(limits.BACK_OFF)) - 1]
    state = StripeInvoice.State.WAITING if again else StripeInvoice.State.FAILED
    row.write(state=state, failure=failed.trouble.value, due_at=now + timedelta(minutes=minutes))
    log.warning("paper not mirrored", paper=row.paper_id, trouble=failed.trouble.value, detail=failed.detail)


def rows_to_mirror(*, live: bool, now: datetime) -> list[int]:
    """Rows that are due; those whose bell was rung are put aside for a while. Ids."""
    rows = list(StripeInvoice.objects.filter(live=live).due(now=now).values_list("pk", flat=True)[: limits.AT_ONCE])
    StripeInvoice.objects.filter(Q(pk__in=rows), state=StripeInvoice.State.WAITING).update(due_at=now + limits.UNHEARD)
    return rows
