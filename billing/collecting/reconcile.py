"""Compares our ledger with Stripe each night: what lags behind follows, everything else is listed for the operator."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import stripe
import structlog
from django.db.models import Q

from billing.collecting import limits
from billing.collecting.comparing import MENDED, Differs, Found, differs
from billing.collecting.differences import write_differences
from billing.collecting.gateway import TOWN_MARK, Gateway, StripeTrouble, mark_in, moment, told
from billing.collecting.keeping_plans import keep_plans
from billing.collecting.mirror import mark_of
from billing.collecting.replay import fetch_missed
from billing.collecting.settle import settle
from billing.models import StripeCheck, StripeCustomer, StripeInvoice

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison came to. `missed`: notices that had not arrived."""

    open: int
    mended: int
    missed: int


@dataclass(slots=True)
class _Run:
    gate: Gateway
    now: datetime
    found: list[Found] = field(default_factory=list)
    mended: set[str] = field(default_factory=set)
    customers: dict[str, StripeCustomer] = field(default_factory=dict)
    begun: set[int] = field(default_factory=set)  # papers whose mirror has no id yet


def reconcile(*, gate: Gateway, now: datetime) -> Compared | None:
    """None when another one is running, or when Stripe did not answer (the page says so). In the public schema."""
    check = _claimed(gate, now)
    if check is None:
        return None
    try:
        since = max(check.events_until or now - limits.EVENTS_KEPT, now - limits.EVENTS_KEPT) - limits.EVENTS_OVERLAP
        missed = fetch_missed(gate=gate, since=since, now=now)
        keep_plans(gate=gate, now=now)
        under_way = StripeInvoice.objects.filter(live=gate.live, stripe_id="", state__in=("waiting", "working"))
        begun = under_way.values_list("paper_id", flat=True)
        run = _Run(gate, now, customers={one.stripe_id: one for one in _customers(gate)}, begun=set(begun))
        _compare_invoices(run)
        _compare_customers(run)
    except StripeTrouble as failed:
        log.warning("reconciliation ended early", trouble=failed.trouble.value, detail=failed.detail)
        StripeCheck.objects.filter(pk=check.pk).update(begun_at=None, failure=failed.trouble.value)
        return None
    still_open = write_differences(live=gate.live, found=run.found, mended=run.mended, now=now)
    StripeCheck.objects.filter(pk=check.pk).update(begun_at=None, ended_at=now, failure="", events_until=now)
    return Compared(still_open, len(run.mended), missed)


def _claimed(gate: Gateway, now: datetime) -> StripeCheck | None:
    check, _made = StripeCheck.objects.get_or_create(live=gate.live)
    free = Q(begun_at=None) | Q(begun_at__lt=now - limits.CHECK_LEASE)
    return check if StripeCheck.objects.filter(free, pk=check.pk).update(begun_at=now) else None


def _customers(gate: Gateway) -> Any:
    return StripeCustomer.objects.filter(live=gate.live).exclude(stripe_id="")


def _compare_invoices(run: _Run) -> None:
    """Page by page, so that the memory stays flat; two queries a page, and what each mended one needs."""
    begin = int((run.now - limits.LOOK_BACK).timestamp())
    with told():
        page = run.gate.api.v1.invoices.list({"created": {"gte": begin}, "limit": limits.PAGE})
        while page.data:
            _compare_page(run, page.data)
            page = page.next_page()
    unseen = Q(seen_at__lt=run.now) | Q(seen_at=None)
    ours = StripeInvoice.objects.filter(live=run.gate.live).select_related("paper").defer("paper__content")
    for row in ours.filter(unseen, paper__created_at__gte=run.now - limits.LOOK_BACK).exclude(stripe_id=""):
        _add(run, Differs.MISSING, row, row.stripe_id)
    for row in ours.filter(state=StripeInvoice.State.FAILED):
        _add(run, Differs.NOT_SENT, row, "")  # why is on the page of the paper


def _compare_page(run: _Run, invoices: list[stripe.Invoice]) -> None:
    ids = [invoice.id for invoice in invoices]
    rows = {row.stripe_id: row for row in StripeInvoice.objects.filter(stripe_id__in=ids).select_related("paper")}
    StripeInvoice.objects.filter(pk__in=[row.pk for row in rows.values()]).update(seen_at=run.now)
    for invoice in invoices:
        row = rows.get(invoice.id)
        if row is None:
            run.found.extend(_without_row(run, invoice))
            continue
        kind = differs(paper=row.paper, invoice=invoice)
        if (row.status, row.total) != (invoice.status, invoice.total) or kind in MENDED:
            done = settle(gate=run.gate, row=row, invoice=invoice, now=run.now)
            if kind in MENDED and done:
                run.mended.add(_add(run, kind, row, invoice.status or ""))
                continue
        if kind:
            theirs = str(invoice.amount_paid if kind is Differs.PART_PAID else invoice.total)
            _add(run, kind, row, theirs)


def _without_row(run: _Run, invoice: stripe.Invoice) -> Iterator[Found]:
    """An invoice that is no paper's mirror, on a customer of ours; strangers in the same account are left alone."""
    customer = run.customers.get(str(invoice.customer))
    if customer is None or invoice.status == "void" or not invoice.total:
        return
    mark, key = mark_of(invoice=invoice), invoice.id
    if mark in run.begun:
        return
    if mark:
        yield Found(Differs.TWICE, f"twice:{key}", mark, customer.town_name, "", key)
    elif invoice.status != "draft":
        yield Found(Differs.NO_PAPER, f"no_paper:{key}", None, customer.town_name, "", f"{key} {invoice.total}")
    elif moment(invoice.created) < run.now - timedelta(days=40):
        yield Found(Differs.DRAFT_LEFT, f"draft:{key}", None, customer.town_name, "", f"{key} {invoice.total}")


def _compare_customers(run: _Run) -> None:
    """Deleted ones, and money that arrived and belongs to no invoice."""
    seen = set()
    with told():
        there = run.gate.api.v1.customers.list({"limit": limits.PAGE, "expand": ["data.cash_balance"]})
        for one in there.auto_paging_iter():
            customer = run.customers.get(one.id)
            if customer is None or mark_in(one, TOWN_MARK) != str(customer.town_id):
                continue
            seen.add(one.id)
            held = _money_of(one)
            if held:
                run.found.append(Found(Differs.BALANCE, f"balance:{one.id}", None, customer.town_name, "", str(held)))
    for stripe_id, customer in run.customers.items():
        if customer.active and stripe_id not in seen:
            key = f"customer:{stripe_id}"
            run.found.append(Found(Differs.NO_CUSTOMER, key, None, customer.town_name, "", stripe_id))


def _money_of(customer: stripe.Customer) -> int:
    there = customer.cash_balance.available if customer.cash_balance else None
    return int(there.to_dict().get("jpy") or 0) if there else 0


def _add(run: _Run, kind: Differs, row: StripeInvoice, theirs: str) -> str:
    paper = row.paper
    key = f"{kind.value}:{row.pk}"
    run.found.append(Found(kind, key, paper.pk, paper.town_name, str(paper.total_yen), theirs))
    return key
