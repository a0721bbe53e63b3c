"""The round every few minutes: what is new or was lost gets its bell. Costs two small queries when nothing is open."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from audit_log.public import Actor, Subject, record
from billing.audit_actions import STRIPE_SENT
from billing.collecting import limits
from billing.collecting.customers import ensure_customer, note_failure
from billing.collecting.enqueue import ring_for_event, ring_for_invoice
from billing.collecting.gateway import PASSING, Gateway, StripeTrouble, Trouble, is_live
from billing.collecting.lines import due_moment
from billing.collecting.mirror import rows_to_mirror
from billing.invoicing.content import Kind
from billing.models import Paper, StripeCustomer, StripeEvent, StripeInvoice


def go_round(*, gate: Gateway, now: datetime) -> int:
    """Take up new papers of registered towns, papers that went on, and everything whose bell was lost; how many bells.

    In the public schema.
    """
    for customer in StripeCustomer.objects.filter(live=gate.live, active=True, stripe_id="")[: limits.AT_ONCE]:
        try:
            ensure_customer(gate=gate, customer=customer)
        except StripeTrouble as failed:
            if failed.trouble in PASSING:
                break  # the next round tries again; the page shows that the town waits
            note_failure(customer=customer, failed=failed)
        else:
            note_failure(customer=customer, failed=None)
    _take_up(gate.live, now)
    papers = rows_to_mirror(live=gate.live, now=now)
    events = list(StripeEvent.objects.due(now=now).values_list("pk", flat=True)[: limits.AT_ONCE])
    StripeEvent.objects.filter(pk__in=events, state=StripeEvent.State.WAITING).update(due_at=now + limits.UNHEARD)
    for row_id in papers:
        ring_for_invoice(row_id=row_id)
    for event_id in events:
        ring_for_event(event_id=event_id)
    return len(papers) + len(events)


def send_paper(*, paper: Paper, actor: Actor, now: datetime) -> bool:
    """Let one invoice be mirrored, also one from before the town was registered, or again after it failed; False when
    the town is not registered, or there is nothing to pay. In the public schema."""
    live = is_live()
    town = StripeCustomer.objects.filter(live=live, active=True, town_id=paper.town_id)
    if paper.kind != Kind.INVOICE.value or paper.total_yen <= 0 or not town.exists():
        return False
    with transaction.atomic():
        row, _made = StripeInvoice.objects.get_or_create(live=live, paper=paper, defaults=_begin(paper, now))
        over = StripeInvoice.objects.filter(pk=row.pk).exclude(state=StripeInvoice.State.WORKING)
        again: dict[str, Any] = {"failure": "", "attempts": 0, "generation": F("generation") + 1}
        if row.status == "void" or row.failure == Trouble.GONE.value:  # that one is over: begin another
            again |= {"stripe_id": "", "status": "", "from_plan": False}
        over.update(state=StripeInvoice.State.WAITING, due_at=now + limits.UNHEARD, **again)
        subject = Subject("billing.paper", str(paper.pk), paper.number)
        record(action=STRIPE_SENT, actor=actor, subject=subject, at=now)
        ring_for_invoice(row_id=row.pk)
    return True


def forget_payloads(*, now: datetime) -> int:
    """Empty what Stripe itself has forgotten; that it came stays."""
    old = StripeEvent.objects.filter(received_at__lt=now - limits.EVENTS_KEPT, state=StripeEvent.State.DONE)
    return old.exclude(payload="").update(payload="")


def _take_up(live: bool, now: datetime) -> None:
    """New papers by the registered towns, and mirrors whose paper went on."""
    town = StripeCustomer.objects.filter(
        live=live, active=True, town_id=OuterRef("town_id"), since__lte=OuterRef("issued_on")
    )
    known = StripeInvoice.objects.filter(live=live, paper=OuterRef("pk"))
    papers = Paper.objects.filter(Exists(town), ~Exists(known), kind=Kind.INVOICE.value, total_yen__gt=0)
    fresh = papers.filter(state=Paper.State.ISSUED).defer("content").order_by("pk")[: limits.AT_ONCE]
    rows = [StripeInvoice(live=live, paper=paper, **_begin(paper, now)) for paper in fresh]
    StripeInvoice.objects.bulk_create(rows, ignore_conflicts=True)
    gone_on = StripeInvoice.objects.outrun().filter(live=live).values("pk")[: limits.AT_ONCE]
    StripeInvoice.objects.filter(pk__in=gone_on).update(state=StripeInvoice.State.WAITING, due_at=now, attempts=0)


def _begin(paper: Paper, now: datetime) -> dict[str, datetime]:
    return {"due_at": now, "pay_until": due_moment(due_on=paper.due_on or paper.issued_on, now=now)}
