"""Changes what an issued invoice asks for, by a paper of its own: a correction in its place, or a credit note on it."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from audit_log.public import Actor, record
from billing.audit_actions import PAPER_CORRECTED, PAPER_CREDITED
from billing.invoicing.content import Draft, Kind, PaperRefused, faults_of
from billing.invoicing.issue import issuer_of, subject_of, with_accounts
from billing.invoicing.numbering import write_papers
from billing.models import Paper, PaperPayment

_OPEN: Final = (Paper.State.ISSUED, Paper.State.RETURNED)


def correct_paper(*, paper_id: int, draft: Draft, actor: Actor, now: datetime) -> Paper:
    """A new paper in the place of an open one, which stays as it was and says that it was replaced.

    Raises PaperRefused with every fault, also when the paper is paid or was corrected before.
    """
    issuer = issuer_of(consortium_id=draft.consortium_id, faults=faults_of(draft=draft))
    with transaction.atomic():
        old = Paper.objects.select_for_update().get(pk=paper_id)
        if old.state not in _OPEN:
            raise PaperRefused([_("支払済みまたは訂正済みの書類は訂正できません。画面を読み直してください。")])
        if old.credited_yen:
            raise PaperRefused(
                [_("減額通知書を出した請求書は訂正できません。もう一度、減額するときは減額通知書を出します。")]
            )
        [(paper, made)] = write_papers(drafts=with_accounts(drafts=[draft]), issuer=issuer, old=old, now=now)
        if not made:
            raise PaperRefused([_("この訂正はすでに発行されています。")])
        Paper.objects.filter(pk=old.pk).update(state=Paper.State.REPLACED)
        _move_payments(old, paper)
        detail = {"corrects": old.number, "yen": paper.total_yen}
        record(action=PAPER_CORRECTED, actor=actor, subject=subject_of(paper=paper), detail=detail, at=now)
    return paper


def credit_paper(*, paper_id: int, draft: Draft, actor: Actor, now: datetime) -> Paper:
    """A credit note on a part of an invoice, also of a paid one; so much less is due, or is to be given back.

    Raises PaperRefused with every fault.
    """
    issuer = issuer_of(consortium_id=draft.consortium_id, faults=faults_of(draft=draft))
    with transaction.atomic():
        about = Paper.objects.select_for_update().get(pk=paper_id)
        if about.kind != Kind.INVOICE or about.state not in (Paper.State.ISSUED, Paper.State.PAID):
            raise PaperRefused([_("減額できるのは、訂正・差し戻しのない請求書だけです。画面を読み直してください。")])
        [(note, made)] = write_papers(drafts=with_accounts(drafts=[draft]), issuer=issuer, old=None, now=now)
        if not made:
            return note
        about.credited_yen -= note.total_yen
        if about.credited_yen >= about.total_yen:
            raise PaperRefused([_("減額の合計が請求額以上です。全額を取り消すときは、請求書を訂正してください。")])
        if about.state == Paper.State.ISSUED and about.rest_yen <= 0:
            about.state, about.paid_on = Paper.State.PAID, draft.issued_on
        about.save(update_fields=["credited_yen", "state", "paid_on"])
        detail = {"about": about.number, "yen": -note.total_yen}
        record(action=PAPER_CREDITED, actor=actor, subject=subject_of(paper=note), detail=detail, at=now)
    return note


def _move_payments(old: Paper, new: Paper) -> None:
    """What was paid of the old invoice was paid of the new one."""
    if not old.received_yen:
        return
    PaperPayment.objects.filter(paper=old).update(paper=new)
    new.received_yen = old.received_yen
    if new.rest_yen <= 0:
        new.state = Paper.State.PAID
        new.paid_on = PaperPayment.objects.filter(paper=new).aggregate(last=Max("paid_on"))["last"]
    new.save(update_fields=["received_yen", "state", "paid_on"])
    Paper.objects.filter(pk=old.pk).update(received_yen=0)
