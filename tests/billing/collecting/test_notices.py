"""Notices of Stripe: who may send them, and that neither repetition nor order nor a kill makes a difference."""

import os
import subprocess
import sys
import time
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.conf import settings as present
from django.test import Client
from django.utils import timezone

from billing.collecting.gateway import gateway
from billing.collecting.replay import fetch_missed, replay, replay_failed
from billing.collecting.round import forget_payloads, go_round
from billing.collecting.work import work_on
from billing.models import Paper, StripeEvent, StripeInvoice
from tenants.public import in_public
from tests.billing.collecting.conftest import NOW, invoice, register
from tests.billing.collecting.test_mirroring import LATER, send_all
from tests.billing.invoicing.test_papers import OPERATOR, issuer
from tests.stripe_server import Fault, invoices
from tests.stripe_server.running import signed
from tests.yuimachi.worker import ROOT, kill_hard, present_database_url, wait_until


def post(event, *, header: str | None = None, **signing) -> tuple[int, dict]:
    body, good = signed(event, **signing)
    client = Client(HTTP_HOST=present.OPERATOR_HOST)
    sent = {"HTTP_STRIPE_SIGNATURE": good if header is None else header}
    answer = client.post("/stripe/webhook/", body, content_type="application/json", **sent)
    return answer.status_code, answer.json()


def work_all(gate, now=NOW) -> None:
    for event in StripeEvent.objects.filter(state="waiting"):
        work_on(gate=gate, event_id=event.pk, now=now)


@pytest.fixture
def mirrored(ledger, gate, connected):
    """A paper of 346 yen that waits in Stripe; all notices of it so far were worked on."""
    paper = invoice()
    send_all(gate)
    connected.state.events.clear()
    return paper, connected.invoices()[0]["id"]


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"header": ""}, "署名"),
        ({"header": "t=1,v1=00"}, "署名"),
        ({"header": "nonsense"}, "署名"),
        ({"secret": "whsec_another"}, "署名"),
        ({"at": int(time.time()) - 301}, "署名"),
    ],
    ids=["none", "wrong", "nonsense", "another secret", "old"],
)
def test_a_notice_that_is_not_signed_right_and_lately_is_not_stored(mirrored, connected, how, words) -> None:
    event = connected.state.tell("invoice.paid", connected.invoices()[0])
    status, said = post(event, **how)
    assert status == HTTPStatus.BAD_REQUEST
    assert words in said["detail"]
    assert not StripeEvent.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"livemode": True}, "テストと本番"),
        ({"id": "x"}, "読み取れません"),
        ({"data": []}, "読み取れません"),
        ({"created": "soon"}, "読み取れません"),
        ({"livemode": None}, "読み取れません"),
    ],
)
def test_a_signed_notice_of_the_other_mode_or_form_is_refused(mirrored, connected, change, words) -> None:
    event = {**connected.state.tell("invoice.paid", connected.invoices()[0]), **change}
    status, said = post(event)
    assert status == HTTPStatus.BAD_REQUEST
    assert words in said["detail"]
    assert not StripeEvent.objects.exists()


def test_without_secrets_nobody_is_heard(ledger) -> None:
    assert post({"id": "evt_1"})[0] == HTTPStatus.NOT_FOUND


def test_a_payment_marks_the_paper_paid_once_though_it_is_told_three_times(mirrored, gate, connected) -> None:
    paper, name = mirrored
    invoices.receive_money(connected.state, name, 346)
    [event] = connected.told("invoice.paid")
    assert [post(event)[1]["received"] for _time in range(3)] == [True, False, False]
    assert StripeEvent.objects.get().payload.reveal().startswith('{"id"')
    work_all(gate)
    paper.refresh_from_db()
    assert (paper.state, paper.paid_on) == ("paid", NOW.date())
    work_all(gate)
    assert StripeEvent.objects.get().state == "done"


def test_notices_in_the_wrong_order_end_where_the_right_one_does(mirrored, gate, connected) -> None:
    paper, name = mirrored
    invoices.receive_money(connected.state, name, 100)
    part = connected.state.events[-1]
    invoices.receive_money(connected.state, name, 246)
    full = connected.told("invoice.paid")[0]
    for event in (full, part):
        post(event)
        work_all(gate)
    paper.refresh_from_db()
    assert (paper.state, StripeInvoice.objects.get().status) == ("paid", "paid")


def test_a_part_of_the_money_does_not_pay_and_is_noted(mirrored, gate, connected) -> None:
    paper, name = mirrored
    invoices.receive_money(connected.state, name, 100)
    post(connected.state.events[-1])
    work_all(gate)
    paper.refresh_from_db()
    assert (paper.state, StripeInvoice.objects.get().paid) == ("issued", 100)


def test_a_notice_waits_while_stripe_is_away_and_is_given_up_with_a_reason(mirrored, gate, connected) -> None:
    paper, name = mirrored
    invoices.receive_money(connected.state, name, 346)
    post(connected.told("invoice.paid")[0])
    connected.fail(*[Fault.BROKEN] * 3)
    work_all(gate)
    event = StripeEvent.objects.get()
    assert (event.state, event.failure) == ("waiting", "unreachable")
    connected.fail(Fault.FORBIDDEN)
    work_all(gate, LATER)
    event.refresh_from_db()
    assert (event.state, event.failure) == ("failed", "forbidden")
    assert replay_failed(actor=OPERATOR, now=LATER) == 1
    work_all(gate, LATER)
    paper.refresh_from_db()
    assert paper.state == "paid"
    assert replay(event_id=event.pk, actor=OPERATOR, now=LATER)  # once more changes nothing
    assert not replay(event_id=event.pk, actor=OPERATOR, now=LATER)  # it waits already
    work_all(gate, LATER)
    assert Paper.objects.get(pk=paper.pk).paid_on == NOW.date()


def test_notices_that_never_came_are_fetched_in_pages(mirrored, gate, connected) -> None:
    paper, name = mirrored
    for _time in range(101):
        connected.state.tell("invoice.updated", connected.invoices()[0])
    invoices.receive_money(connected.state, name, 346)
    post(connected.told("invoice.updated")[0])
    assert fetch_missed(gate=gate, since=NOW - timedelta(days=1), now=NOW) == 101
    assert fetch_missed(gate=gate, since=NOW - timedelta(days=1), now=NOW) == 0
    work_on(gate=gate, event_id=StripeEvent.objects.get(kind="invoice.paid").pk, now=NOW)
    paper.refresh_from_db()
    assert paper.state == "paid"


def test_strangers_in_the_same_account_and_what_is_gone_are_left_alone(mirrored, gate, connected) -> None:
    stranger = {**connected.invoices()[0], "id": "in_gone"}
    post(connected.state.tell("invoice.updated", stranger))
    other = connected.state.keep("invoice", {**connected.invoices()[0], "id": "in_other", "metadata": {}})
    post(connected.state.tell("invoice.paid", {**other, "status": "paid"}))
    work_all(gate)
    assert set(StripeEvent.objects.values_list("state", flat=True)) == {"done"}
    assert Paper.objects.get().state == "issued"


def test_lost_bells_are_rung_again_and_old_payloads_are_forgotten(mirrored, gate, connected) -> None:
    post(connected.state.tell("invoice.updated", connected.invoices()[0]))
    event = StripeEvent.objects.get()
    assert go_round(gate=gate, now=timezone.now()) == 0  # its bell was rung a moment ago
    assert go_round(gate=gate, now=timezone.now() + timedelta(minutes=6)) == 1
    work_on(gate=gate, event_id=event.pk, now=timezone.now())
    assert forget_payloads(now=timezone.now()) == 0
    assert forget_payloads(now=timezone.now() + timedelta(days=31)) == 1


WORK = """
import django; django.setup()
from tests.billing.collecting.test_notices import work_once
work_once()
"""


def work_once() -> None:
    """What the worker does, in a process that is killed."""
    with in_public():
        work_on(gate=gateway(), event_id=StripeEvent.objects.get().pk, now=timezone.now())


@pytest.mark.slow
def test_a_worker_killed_with_minus_nine_while_stripe_answers_loses_nothing(committed_database, connected) -> None:
    with in_public():
        issuer()
        register()
        paper = invoice()
        send_all(gateway())
        invoices.receive_money(connected.state, connected.invoices()[0]["id"], 346)
        post(connected.told("invoice.paid")[0])
    connected.fail(*[Fault.SILENT] * 9)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.billing.collecting.killed_settings",
        "YUIMACHI_TEST_DATABASE_URL": present_database_url(),
        "YUIMACHI_STRIPE_KEY": connected.state.key,
        "YUIMACHI_STRIPE_API_URL": connected.url,
        "PYTHONPATH": f"{ROOT / 'platform'}:{ROOT}",
    }
    process = subprocess.Popen([sys.executable, "-c", WORK], cwd=ROOT, env=environment, start_new_session=True)
    try:
        assert wait_until(lambda: not connected.state.faults or len(connected.state.faults) < 9)
    finally:
        kill_hard(process)
    connected.state.faults.clear()
    with in_public():
        event = StripeEvent.objects.get()
        assert (event.state, Paper.objects.get().state) == ("working", "issued")
        assert not work_on(gate=gateway(), event_id=event.pk, now=timezone.now())  # the dead one's lease holds
        assert work_on(gate=gateway(), event_id=event.pk, now=timezone.now() + timedelta(minutes=6))
        paper.refresh_from_db()
        assert paper.state == "paid"
