"""What happens to an issued paper: returned as improper, paid, numbered by the town. Safe beside others."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from audit_log.public import Actor, Subject, record
from billing.audit_actions import OWN_NUMBER_NOTED, PAPER_RETURNED
from billing.invoicing.content import Kind
from billing.models import Paper
from billing.reconciling.settle import NotSettled, add_payment, record_paid
from metering.public import day_of
from tenants.public import in_public


class NotThatState(RuntimeError):
    """The paper is not in the state for this any more; the sentence says what to do."""

    def __init__(self, told: str = "") -> None:
        super().__init__(told or _("この書類の状態が変わったため、操作できませんでした。画面を読み直してください。"))


def mark_paid(*, paper_id: int, paid_on: date, yen: int | None = None, actor: Actor, now: datetime) -> None:
    """Money came for an invoice on a day: `yen`, None for all of its rest. In the public schema.

    Raises NotThatState, also for more than the rest and for a day to come.
    """
    with transaction.atomic():
        paper = Paper.objects.select_for_update().get(pk=paper_id)
        _note_paid(paper, paper.rest_yen if yen is None else yen, paid_on, actor, now)


def mark_paid_elsewhere(*, paper_id: int, paid_on: date, arrived: int, actor: Actor, now: datetime) -> None:
    """The whole amount of an invoice arrived where its money is counted for itself. In the public schema.

    What a transfer or a credit note had covered already was then paid too much and is noted so. What was noted by hand
    may be the same money, so it is left out. Raises NotThatState.
    """
    with transaction.atomic():
        paper = Paper.objects.select_for_update().get(pk=paper_id)
        by_hand = paper.payments.filter(credit=None).aggregate(yen=Sum("yen", default=0))["yen"]
        amount = max(paper.rest_yen, arrived - by_hand)
        _note_paid(paper, amount, paid_on, actor, now, above_rest=True)


def _note_paid(paper: Paper, yen: int, paid_on: date, actor: Actor, now: datetime, *, above_rest: bool = False) -> None:
    """Of a paper that is locked."""
    if paid_on > day_of(at=now):
        raise NotThatState(_("入金日が先の日付です。実際に入金された日を入力してください。"))
    try:
        add_payment(paper=paper, yen=yen, paid_on=paid_on, credit=None, now=now, above_rest=above_rest)
    except NotSettled as told:
        raise NotThatState(str(told)) from told
    record_paid(paid={paper: yen}, paid_on=paid_on, actor=actor, now=now)


def return_paper(*, paper: Paper, reason: str, actor: Actor, now: datetime) -> None:
    """A town returns an invoice as improper, which stops the days until it is due.

    Recorded in the town that is entered. The caller has loaded the paper by the town. Raises NotThatState.
    """
    with transaction.atomic():
        with in_public():
            open_ones = Paper.objects.filter(pk=paper.pk, kind=Kind.INVOICE.value, state=Paper.State.ISSUED)
            stopped = {"returned_reason": reason, "returned_on": day_of(at=now)}
            if not open_ones.update(state=Paper.State.RETURNED, **stopped):
                raise NotThatState
        subject = Subject("billing.paper", str(paper.pk), paper.number)
        record(action=PAPER_RETURNED, actor=actor, subject=subject, detail={"reason": reason}, at=now)


def note_own_number(*, paper: Paper, number: str, actor: Actor, now: datetime) -> None:
    """Keep the town's own number of a paper; recorded in the town that is entered."""
    with transaction.atomic():
        with in_public():
            Paper.objects.filter(pk=paper.pk).update(own_number=number)
        subject = Subject("billing.paper", str(paper.pk), paper.number)
        record(action=OWN_NUMBER_NOTED, actor=actor, subject=subject, detail={"own_number": number}, at=now)
