"""Compares an invoice of Stripe with the paper it mirrors. No database, no network."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import stripe

from billing.collecting.settle import arrived_at, paid_through_stripe
from billing.models import Paper


class Differs(StrEnum):
    """How two ledgers may differ; `sentences.py` says each in words with the next step."""

    PAID_THERE = "paid_there"
    PAID_HERE = "paid_here"
    REPLACED = "replaced"
    AMOUNT = "amount"
    PART_PAID = "part_paid"
    RETURNED_PAID = "returned_paid"
    REPLACED_PAID = "replaced_paid"
    PAID_OUTSIDE = "paid_outside"
    ENDED_THERE = "ended_there"  # void or uncollectible, while the paper stands
    NOT_SENT = "not_sent"
    MISSING = "missing"
    NO_PAPER = "no_paper"
    TWICE = "twice"
    DRAFT_LEFT = "draft_left"
    NO_CUSTOMER = "no_customer"
    BALANCE = "balance"


# What the reconciliation puts right by itself: the ledger that lags behind follows, nobody's money moves.
MENDED: Final = frozenset({Differs.PAID_THERE, Differs.PAID_HERE, Differs.REPLACED})


_GONE_ON: Final = {Paper.State.PAID: Differs.PAID_HERE, Paper.State.REPLACED: Differs.REPLACED}


@dataclass(frozen=True, slots=True)
class Found:
    """One difference. `about`: a town, or an id of Stripe's; `ours` and `theirs` in short words."""

    kind: Differs
    key: str
    paper_id: int | None = None
    about: str = ""
    ours: str = ""
    theirs: str = ""


def differs(*, paper: Paper, invoice: stripe.Invoice) -> Differs | None:
    """How the two differ, None when they agree."""
    state, status = paper.state, invoice.status
    if invoice.total != paper.total_yen and status != "draft":
        return Differs.AMOUNT
    arrived = arrived_at(invoice=invoice)
    if state == Paper.State.ISSUED:
        return _of_issued(paper, invoice, arrived)
    if state == Paper.State.REPLACED and arrived:
        return Differs.REPLACED_PAID
    if status == "open" and state in _GONE_ON:
        return Differs.PART_PAID if arrived else _GONE_ON[Paper.State(state)]
    return Differs.RETURNED_PAID if state == Paper.State.RETURNED and arrived else None


def _of_issued(paper: Paper, invoice: stripe.Invoice, arrived: int) -> Differs | None:
    if paid_through_stripe(invoice=invoice, paper=paper):
        return Differs.PAID_THERE
    if invoice.status == "paid":
        return Differs.PAID_OUTSIDE
    if invoice.status in ("void", "uncollectible"):
        return Differs.ENDED_THERE
    return Differs.PART_PAID if arrived else None
