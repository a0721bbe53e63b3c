"""What happens to an issued paper: returned as improper, paid, numbered by the town. One conditional update each."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit_log.public import Actor, Subject, record
from billing.audit_actions import PAPER_PAID, PAPER_RETURNED
from billing.invoicing.content import Kind
from billing.models import Paper
from tenants.public import in_public


class NotThatState(RuntimeError):
    """The paper is not in the state for this any more; the sentence says what to do."""

    def __init__(self) -> None:
        super().__init__(_("この書類の状態が変わったため、操作できませんでした。画面を読み直してください。"))


def mark_paid(*, paper_id: int, paid_on: date, actor: Actor, now: datetime) -> None:
    """An invoice was paid on a day. In the public schema. Raises NotThatState."""
    with transaction.atomic():
        open_ones = Paper.objects.filter(pk=paper_id, kind=Kind.INVOICE.value, state=Paper.State.ISSUED)
        if not open_ones.update(state=Paper.State.PAID, paid_on=paid_on):
            raise NotThatState
        paper = Paper.objects.get(pk=paper_id)
        detail = {"paid_on": paid_on.isoformat(), "yen": paper.total_yen}
        subject = Subject("billing.paper", str(paper.pk), paper.number)
        record(action=PAPER_PAID, actor=actor, subject=subject, detail=detail, at=now)


def return_paper(*, paper: Paper, reason: str, actor: Actor, now: datetime) -> None:
    """A town returns an invoice as improper, which stops the days until it is due.

    Recorded in the town that is entered. The caller has loaded the paper by the town. Raises NotThatState.
    """
    with transaction.atomic():
        with in_public():
            open_ones = Paper.objects.filter(pk=paper.pk, kind=Kind.INVOICE.value, state=Paper.State.ISSUED)
            if not open_ones.update(state=Paper.State.RETURNED, returned_reason=reason):
                raise NotThatState
        subject = Subject("billing.paper", str(paper.pk), paper.number)
        record(action=PAPER_RETURNED, actor=actor, subject=subject, detail={"reason": reason}, at=now)


def note_own_number(*, paper: Paper, number: str) -> None:
    """Keep the town's own number of a paper."""
    with in_public():
        Paper.objects.filter(pk=paper.pk).update(own_number=number)
