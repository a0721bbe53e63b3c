"""Both ledgers compared: what lags behind follows, everything else is listed once with what to do."""

from datetime import timedelta

import pytest

from billing.collecting.reconcile import reconcile
from billing.collecting.round import go_round
from billing.collecting.showing import stripe_page
from billing.invoicing.follow_up import mark_paid
from billing.models import Paper, StripeCheck, StripeCustomer, StripeDifference, StripeInvoice
from tests.billing.collecting.conftest import NOW, invoice
from tests.billing.collecting.test_mirroring import send_all
from tests.billing.invoicing.test_papers import OPERATOR
from tests.stripe_server import Fault, invoices, people

MORNING = NOW + timedelta(hours=20)


@pytest.fixture
def there(ledger, gate, connected):
    """A mirrored paper's invoice at Stripe; its notices are lost."""
    invoice()
    send_all(gate)
    connected.state.events.clear()
    return connected.invoices()[0]


def found(gate, now=MORNING) -> list[str]:
    assert reconcile(gate=gate, now=now) is not None
    return list(StripeDifference.objects.filter(over_at=None).values_list("kind", flat=True))


def test_ledgers_that_agree_show_nothing(there, gate) -> None:
    assert found(gate) == []
    check = StripeCheck.objects.get()
    assert (check.ended_at, check.begun_at, check.failure) == (MORNING, None, "")


def test_what_lags_behind_follows_and_is_told_as_mended(there, gate, connected) -> None:
    invoices.receive_money(connected.state, there["id"], 346)
    connected.state.events.clear()  # the notice never comes, and Stripe's list has forgotten it
    assert found(gate) == []
    assert Paper.objects.get().state == "paid"
    [mended] = stripe_page(kinds=()).mended
    assert "入金を記録しました" in str(mended.said.next)


def test_a_payment_by_hand_is_followed_there(there, gate) -> None:
    mark_paid(paper_id=Paper.objects.get().pk, paid_on=NOW.date(), actor=OPERATOR, now=NOW)
    assert found(gate) == []
    assert (there["status"], there["amount_paid_off_stripe"]) == ("paid", 346)


def test_money_for_what_a_credit_note_had_covered_is_told_as_too_much(there, gate, connected) -> None:
    paper = Paper.objects.get()
    Paper.objects.update(credited_yen=46)
    mark_paid(paper_id=paper.pk, paid_on=NOW.date(), yen=100, actor=OPERATOR, now=NOW)
    invoices.receive_money(connected.state, there["id"], 346)
    assert found(gate) == []
    paper.refresh_from_db()
    assert (paper.state, paper.received_yen, paper.overpaid_yen) == ("paid", 346, 46)  # by hand: perhaps the same money


def test_a_part_that_came_beside_a_payment_by_hand_is_listed_and_not_tried_again_each_round(
    there, gate, connected
) -> None:
    invoices.receive_money(connected.state, there["id"], 100)
    mark_paid(paper_id=Paper.objects.get().pk, paid_on=NOW.date(), actor=OPERATOR, now=NOW)
    assert found(gate) == ["part_paid"]
    send_all(gate, MORNING)
    go_round(gate=gate, now=MORNING + timedelta(minutes=5))
    row = StripeInvoice.objects.get()
    assert (row.state, row.status, row.paid) == ("done", "open", 100)


def _other_amount(state, there) -> None:
    there["total"] = 300


def _part(state, there) -> None:
    invoices.receive_money(state, there["id"], 100)


def _void(state, there) -> None:
    invoices.void(state, there["id"], {})


def _outside(state, there) -> None:
    invoices.pay(state, there["id"], {"paid_out_of_band": "true"})


def _gone(state, there) -> None:
    del state.things["invoice"][there["id"]]


def _twice(state, there) -> None:
    state.keep("invoice", {**there, "id": "in_again"})


def _no_paper(state, there) -> None:
    state.keep("invoice", {**there, "id": "in_other", "metadata": {}})


def _no_customer(state, there) -> None:
    del state.things["customer"][there["customer"]]


def _money(state, there) -> None:
    people.give_money(state, there["customer"], 1_000)


def _returned(state, there) -> None:
    Paper.objects.update(state="returned")
    invoices.receive_money(state, there["id"], 346)


def _replaced(state, there) -> None:
    Paper.objects.update(state="replaced")
    invoices.receive_money(state, there["id"], 346)


@pytest.mark.parametrize(
    ("happens", "kind"),
    [
        (_other_amount, "amount"),
        (_part, "part_paid"),
        (_void, "ended_there"),
        (_outside, "paid_outside"),
        (_gone, "missing"),
        (_twice, "twice"),
        (_no_paper, "no_paper"),
        (_no_customer, "no_customer"),
        (_money, "balance"),
        (_returned, "returned_paid"),
        (_replaced, "replaced_paid"),
    ],
)
def test_what_a_person_has_to_decide_is_listed_once_and_changes_no_paper(there, gate, connected, happens, kind) -> None:
    happens(connected.state, there)
    before = Paper.objects.get().state
    assert found(gate) == [kind]
    assert found(gate, MORNING + timedelta(days=1)) == [kind]
    assert StripeDifference.objects.count() == 1
    assert Paper.objects.get().state == before
    [shown] = stripe_page(kinds=()).differences
    assert str(shown.said.what)
    assert str(shown.said.next)


def test_a_difference_that_was_put_right_is_over(there, gate) -> None:
    there["total"] = 300
    assert found(gate) == ["amount"]
    there["total"] = 346
    assert found(gate, MORNING + timedelta(days=1)) == []


def test_a_paper_that_could_not_be_sent_is_listed(ledger, gate, connected) -> None:
    StripeCustomer.objects.update(email="")
    invoice()
    send_all(gate)
    assert found(gate) == ["not_sent"]


def test_stripe_away_is_told_and_the_next_run_goes_on(there, gate, connected) -> None:
    connected.fail(*[Fault.BROKEN] * 3)
    assert reconcile(gate=gate, now=MORNING) is None
    assert "返事がありません" in str(stripe_page(kinds=()).check_said.what)
    assert found(gate, MORNING + timedelta(hours=1)) == []


def test_one_comparison_runs_at_a_time_and_a_dead_one_is_forgotten(there, gate) -> None:
    StripeCheck.objects.create(live=False, begun_at=MORNING)
    assert reconcile(gate=gate, now=MORNING) is None
    assert found(gate, MORNING + timedelta(minutes=31)) == []


def test_the_cost_grows_by_page_and_not_by_invoice(there, gate, connected, django_assert_max_num_queries) -> None:
    for number in range(120):
        connected.state.keep("invoice", {**there, "id": f"in_x{number}", "customer": "cus_stranger", "metadata": {}})
    with django_assert_max_num_queries(45):
        assert found(gate) == []
    assert StripeInvoice.objects.get().seen_at == MORNING
