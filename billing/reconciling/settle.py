"""The operator's word on money that came in: it pays these invoices, it is none of ours, or that was a mistake."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from audit_log.public import Actor, Subject, record, record_many
from billing.audit_actions import CREDIT_ASIDE, CREDIT_TAKEN_BACK, PAPER_PAID
from billing.invoicing.content import Kind
from billing.models import BankCredit, Paper, PaperPayment


class NotSettled(ValueError):
    """Nothing was changed; the sentence says why and what to do."""


def settle_credit(*, credit_id: int, parts: Mapping[int, int], actor: Actor, now: datetime) -> int:
    """Pay invoices (`parts`: yen by the paper's id) out of a transfer; yen that are left. In the public schema.

    An invoice whose rest is paid is paid; the others stay open with their rest. Raises NotSettled.
    """
    with transaction.atomic():
        credit = _open(credit_id)
        total = sum(parts.values())
        if not parts or any(yen <= 0 for yen in parts.values()):
            raise NotSettled(_("充てる請求書と金額を、1件以上入力してください。"))
        if total > credit.left_yen:
            words = {"total": f"{total:,}", "left": f"{credit.left_yen:,}"}
            raise NotSettled(_("充てる金額の合計%(total)s円が、入金の残り%(left)s円を超えています。") % words)
        papers = list(Paper.objects.select_for_update().filter(pk__in=parts).order_by("pk"))
        if len(papers) != len(parts) or any(paper.consortium_id != credit.consortium_id for paper in papers):
            raise NotSettled(_("充てる請求書が見つかりません。画面を読み直してください。"))
        for paper in papers:
            add_payment(paper=paper, yen=parts[paper.pk], paid_on=credit.day, credit=credit, now=now)
        left = credit.left_yen - total
        state = BankCredit.State.OPEN if left else BankCredit.State.SETTLED
        BankCredit.objects.filter(pk=credit.pk).update(left_yen=left, state=state)
        record_paid(paid={paper: parts[paper.pk] for paper in papers}, paid_on=credit.day, actor=actor, now=now)
    return left


def add_payment(
    *, paper: Paper, yen: int, paid_on: date, credit: BankCredit | None, now: datetime, above_rest: bool = False
) -> None:
    """Note a payment of an invoice whose row the caller has locked; the rest paid, it is paid.

    Raises NotSettled, also for more than the rest, which may be a slip; with `above_rest` the money is known to have
    come, and what is above was paid too much.
    """
    if paper.kind != Kind.INVOICE or paper.state != Paper.State.ISSUED:
        raise NotSettled(_("この書類の状態が変わったため、操作できませんでした。画面を読み直してください。"))
    if yen > paper.rest_yen and not above_rest:
        words = {"number": paper.number, "rest": f"{paper.rest_yen:,}"}
        raise NotSettled(_("%(number)sの未払いの残りは%(rest)s円です。それより多くは充てられません。") % words)
    PaperPayment.objects.create(paper=paper, credit=credit, yen=yen, paid_on=paid_on, created_at=now)
    paper.received_yen += yen
    if paper.rest_yen <= 0:
        paper.state, paper.paid_on = Paper.State.PAID, paid_on
    paper.save(update_fields=["received_yen", "state", "paid_on"])


def record_paid(*, paid: Mapping[Paper, int], paid_on: date, actor: Actor, now: datetime) -> None:
    """An entry for each invoice that got money."""
    deeds = [
        (
            Subject("billing.paper", str(paper.pk), paper.number),
            {"paid_on": paid_on.isoformat(), "yen": yen, "rest": paper.rest_yen},
        )
        for paper, yen in paid.items()
    ]
    record_many(action=PAPER_PAID, actor=actor, deeds=deeds, at=now)


def set_aside(*, credit_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """What is left of a transfer pays no invoice: interest, or given back. In the public schema. Raises NotSettled."""
    with transaction.atomic():
        credit = _open(credit_id)
        BankCredit.objects.filter(pk=credit.pk).update(state=BankCredit.State.ASIDE, aside_reason=reason)
        detail = {"reason": reason, "yen": credit.left_yen}
        record(action=CREDIT_ASIDE, actor=actor, subject=_subject(credit), detail=detail, at=now)


def take_back(*, credit_id: int, actor: Actor, now: datetime) -> None:
    """Undo what was said of a transfer: its invoices are open again. In the public schema."""
    with transaction.atomic():
        credit = BankCredit.objects.select_for_update().get(pk=credit_id)
        payments = list(PaperPayment.objects.filter(credit=credit).order_by("paper_id"))
        papers = {one.pk: one for one in _locked([payment.paper_id for payment in payments])}
        for payment in payments:
            paper = papers[payment.paper_id]
            paper.received_yen -= payment.yen
            if paper.state == Paper.State.PAID and paper.rest_yen > 0:  # what else came or was lessened may do
                paper.state, paper.paid_on = Paper.State.ISSUED, None
        Paper.objects.bulk_update(papers.values(), ["received_yen", "state", "paid_on"])
        PaperPayment.objects.filter(credit=credit).delete()
        BankCredit.objects.filter(pk=credit.pk).update(left_yen=F("yen"), state=BankCredit.State.OPEN, aside_reason="")
        record(action=CREDIT_TAKEN_BACK, actor=actor, subject=_subject(credit), detail={"yen": credit.yen}, at=now)


def _locked(ids: list[int]) -> list[Paper]:
    return list(Paper.objects.select_for_update().filter(pk__in=ids).order_by("pk"))


def _open(credit_id: int) -> BankCredit:
    credit = BankCredit.objects.select_for_update().filter(pk=credit_id, state=BankCredit.State.OPEN).first()
    if credit is None:
        raise NotSettled(_("この入金は、ほかの人が処理しました。画面を読み直してください。"))
    return credit


def _subject(credit: BankCredit) -> Subject:
    return Subject("billing.bank_credit", str(credit.pk), f"{credit.day.isoformat()} {credit.payer}")
