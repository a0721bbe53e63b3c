"""Works on one notice: asks Stripe how the thing stands now and does what follows. Done twice it changes nothing."""

from datetime import datetime, timedelta

import structlog
from django.utils import timezone

from billing.collecting import limits
from billing.collecting.gateway import PASSING, Gateway, StripeTrouble, Trouble, told
from billing.collecting.mirror import mark_of
from billing.collecting.settle import settle
from billing.models import StripeCustomer, StripeEvent, StripeInvoice

log = structlog.get_logger(__name__)


def work_on(*, gate: Gateway, event_id: int, now: datetime) -> bool:
    """Claim the notice and act on it; False when somebody else has it, or it could not be done now."""
    event = StripeEvent.claim(pk=event_id, now=now, lease=limits.LEASE)
    if event is None:
        return False
    if event.live != gate.live:
        event.write(state=StripeEvent.State.FAILED, failure=Trouble.OTHER_MODE.value, finished_at=now)
        return False
    try:
        if event.about.startswith("in_"):
            hear_of_invoice(gate=gate, stripe_id=event.about, now=now)
    except StripeTrouble as failed:
        if failed.trouble is not Trouble.GONE:  # what is gone has nothing left to say
            _again_or_give_up(event, failed, now)
            return False
    event.write(state=StripeEvent.State.DONE, failure="", finished_at=timezone.now())
    return True


def hear_of_invoice(*, gate: Gateway, stripe_id: str, now: datetime) -> str:
    """Fetch the invoice and bring paper and invoice together; what was done as a word. Raises StripeTrouble."""
    with told():
        invoice = gate.api.v1.invoices.retrieve(stripe_id)
    row = StripeInvoice.objects.filter(live=gate.live, stripe_id=stripe_id).first()
    if row is None:
        mark = mark_of(invoice=invoice)
        row = StripeInvoice.objects.filter(live=gate.live, paper_id=mark, stripe_id="").first() if mark else None
    if row is not None:
        return settle(gate=gate, row=row, invoice=invoice, now=now)
    if invoice.status == "draft" and invoice.auto_advance and invoice.parent and _is_ours(gate, invoice.customer):
        with told():  # what a plan asks for waits for the paper
            gate.api.v1.invoices.update(stripe_id, {"auto_advance": False})
        return "held"
    return ""


def _is_ours(gate: Gateway, customer: object) -> bool:
    return StripeCustomer.objects.filter(live=gate.live, stripe_id=str(customer)).exclude(stripe_id="").exists()


def _again_or_give_up(event: StripeEvent, failed: StripeTrouble, now: datetime) -> None:
    again = failed.trouble in PASSING and event.attempts < limits.MOST_ATTEMPTS
    minutes = limits.BACK_OFF[min(event.attempts, len(limits.BACK_OFF)) - 1]
    state = StripeEvent.State.WAITING if again else StripeEvent.State.FAILED
    event.write(state=state, failure=failed.trouble.value, due_at=now + timedelta(minutes=minutes))
    log.warning("notice not worked on", stripe_event=event.event_id, kind=event.kind, trouble=failed.trouble.value)
