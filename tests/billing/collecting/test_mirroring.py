"""Papers in Stripe: to the yen, once whatever happens on the way, and followed when the paper goes on."""

from datetime import timedelta

import pytest

from billing.collecting.mirror import mirror
from billing.collecting.round import go_round, send_paper
from billing.collecting.showing import standing_of
from billing.invoicing.correct import correct_paper
from billing.invoicing.follow_up import mark_paid
from billing.models import Paper, StripeCustomer, StripeInvoice
from billing.tax_classes import TaxClass
from tests.billing.collecting.conftest import NOW, invoice, register
from tests.billing.invoicing.test_papers import OPERATOR, draft, line
from tests.stripe_server import Fault

STEPS = ["/v1/customers", "/v1/invoices", "/v1/invoices/in_"]
LATER = NOW + timedelta(days=1)


def send_all(gate, now=NOW) -> None:
    """The round, and a worker for each bell."""
    go_round(gate=gate, now=now)
    for row in StripeInvoice.objects.filter(state="waiting"):
        mirror(gate=gate, row_id=row.pk, now=now)


def test_an_invoice_says_what_the_paper_says(ledger, gate, connected) -> None:
    paper = invoice("a", line(105), line(105, TaxClass.REDUCED), line(500, TaxClass.OUTSIDE))
    send_all(gate)
    [there] = connected.invoices()
    assert (there["status"], there["total"], there["subtotal"]) == ("open", paper.total_yen, 710)
    assert [tax["amount"] for tax in there["total_taxes"]] == [10, 8]
    assert there["collection_method"] == "send_invoice"
    assert there["auto_advance"] is False
    assert there["custom_fields"] == [{"name": "請求書番号", "value": paper.number}]
    assert there["metadata"]["yuimachi_digest"] == paper.digest
    transfer = there["payment_settings"]["payment_method_options"]["customer_balance"]["bank_transfer"]
    assert transfer == {"type": "jp_bank_transfer"}
    assert paper.number in there["footer"]
    row = StripeInvoice.objects.get()
    assert (row.state, row.status, row.stripe_id, row.total) == ("done", "open", there["id"], paper.total_yen)
    calls = len(connected.state.calls)
    send_all(gate, LATER)
    assert len(connected.state.calls) == calls  # nothing to do any more


def test_only_open_invoices_of_registered_towns_since_their_day_go(ledger, gate, connected) -> None:
    invoice("old", issued_on=NOW.date().replace(month=9), due_on=NOW.date())
    invoice("stranger", town_id=71)
    invoice("zero", line(0))
    send_all(gate)
    assert connected.invoices() == []
    old = Paper.objects.get(key="old")
    assert send_paper(paper=old, actor=OPERATOR, now=NOW)  # an operator may ask for it
    send_all(gate)
    assert [one["metadata"]["yuimachi_paper"] for one in connected.invoices()] == [str(old.pk)]
    assert not send_paper(paper=Paper.objects.get(key="stranger"), actor=OPERATOR, now=NOW)


@pytest.mark.parametrize(
    ("fault", "step"),
    [
        *((fault, step) for fault in (Fault.BROKEN_AFTER, Fault.BROKEN_KEPT) for step in STEPS),
        (Fault.SILENT_AFTER, "/v1/invoices/in_"),
    ],
)
def test_answers_that_are_lost_for_good_leave_one_right_invoice(ledger, gate, connected, fault, step) -> None:
    """The package tries three times; after that the work waits, and is done by a later round."""
    paper = invoice()
    connected.fail(*[fault] * 3, on=step)
    at = NOW
    for _round in range(6):
        send_all(gate, at)
        if StripeInvoice.objects.filter(state="done").exists():
            break
        at += timedelta(hours=13)
        connected.state.now = int(at.timestamp())
    [there] = [one for one in connected.invoices() if one["status"] != "draft"]
    assert (there["total"], there["status"]) == (paper.total_yen, "open")
    assert len(connected.state.all("customer")) == 1
    assert len([one for one in connected.invoices() if one["total"]]) == 1
    assert StripeInvoice.objects.get().state == "done"


def test_a_worker_that_died_between_two_steps_is_followed_by_another(ledger, gate, connected) -> None:
    invoice()
    go_round(gate=gate, now=NOW)
    row = StripeInvoice.objects.get()
    connected.fail(Fault.SLOW, on="/v1/invoices")
    held = StripeInvoice.claim(pk=row.pk, now=NOW, lease=timedelta(minutes=5))
    assert held
    assert not mirror(gate=gate, row_id=row.pk, now=NOW)  # somebody else has it
    assert mirror(gate=gate, row_id=row.pk, now=NOW + timedelta(minutes=6))
    assert not held.write(stripe_id="in_wrong")  # the dead one's claim is worth nothing
    assert len(connected.invoices("open")) == 1


def test_a_draft_that_a_coupon_made_cheaper_is_never_finalized(ledger, gate, connected) -> None:
    paper = invoice()
    go_round(gate=gate, now=NOW)
    connected.fail(*[Fault.BROKEN] * 3, on="/v1/invoices/in_")
    row = StripeInvoice.objects.get()
    mirror(gate=gate, row_id=row.pk, now=NOW)
    [there] = connected.invoices("draft")
    there["total_discount_amounts"] = [{"amount": 7, "discount": "di_1"}]
    assert not mirror(gate=gate, row_id=row.pk, now=NOW + timedelta(hours=1))
    row.refresh_from_db()
    assert (row.state, row.failure, there["status"]) == ("failed", "amount", "draft")
    there["total_discount_amounts"] = []  # somebody took it off, as the page said
    assert send_paper(paper=paper, actor=OPERATOR, now=LATER)
    assert mirror(gate=gate, row_id=row.pk, now=LATER)
    assert (there["status"], there["total"]) == ("open", paper.total_yen)


def test_a_refused_town_is_told_on_the_papers_page(ledger, gate, connected) -> None:
    StripeCustomer.objects.update(email="")
    paper = invoice()
    send_all(gate)
    row = StripeInvoice.objects.get()
    assert (row.state, row.failure) == ("failed", "refused")
    standing = standing_of(paper=paper)
    assert standing.sendable
    assert "メールアドレス" in str(standing.said.why)


def test_a_correction_credits_the_old_invoice_and_sends_the_new_one(ledger, gate, connected) -> None:
    old = invoice()
    send_all(gate)
    new = correct_paper(paper_id=old.pk, draft=draft("correct:1", line(200)), actor=OPERATOR, now=NOW)
    send_all(gate, LATER)
    first, second = connected.invoices()
    assert (first["status"], first["amount_paid"], first["pre_payment_credit_notes_amount"]) == ("paid", 0, 346)
    assert (second["status"], second["total"]) == ("open", new.total_yen)
    [note] = connected.state.all("credit_note")
    assert new.number in note["memo"]
    assert Paper.objects.get(pk=old.pk).state == "replaced"  # not paid
    assert StripeInvoice.objects.get(paper=old).credited == 346


def test_a_payment_noted_by_hand_is_told_to_stripe(ledger, gate, connected) -> None:
    paper = invoice()
    send_all(gate)
    mark_paid(paper_id=paper.pk, paid_on=NOW.date(), actor=OPERATOR, now=NOW)
    send_all(gate, LATER)
    [there] = connected.invoices()
    assert (there["status"], there["amount_paid_off_stripe"]) == ("paid", 346)
    row = StripeInvoice.objects.get()
    assert (row.status, row.paid) == ("paid", 0)


def test_a_paper_that_was_paid_before_it_went_stays_here(ledger, gate, connected) -> None:
    paper = invoice()
    go_round(gate=gate, now=NOW)
    mark_paid(paper_id=paper.pk, paid_on=NOW.date(), actor=OPERATOR, now=NOW)
    send_all(gate)
    assert connected.invoices() == []
    assert StripeInvoice.objects.get().state == "done"


def test_two_towns_have_two_customers_and_two_accounts(ledger, gate, connected) -> None:
    register(town_id=71, town_name="乙川村", email="kaikei@otogawa.example")
    invoice("a")
    invoice("b", town_id=71, town_name="乙川村")
    send_all(gate)
    assert len({one["customer"] for one in connected.invoices()}) == 2
    assert len({one.funding["account_number"] for one in StripeCustomer.objects.all()}) == 2
