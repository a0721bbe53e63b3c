"""Collecting through Stripe as the operator and a town see it; without a key, calmly nothing."""

from http import HTTPStatus
from io import StringIO

import pytest
from django.conf import settings as present
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from billing.collecting.reconcile import reconcile
from billing.models import Paper, StripeCustomer, StripeEvent, StripeInvoice
from tenants.models import Person
from tenants.public import consortiums, in_public, in_town
from tests.billing.collecting.conftest import NOW, connected, gate, invoice, register, server
from tests.billing.collecting.test_mirroring import send_all
from tests.billing.collecting.test_notices import post
from tests.billing.invoicing.test_papers import issuer
from tests.stripe_server import invoices
from tests.stripe_server.running import SECRET
from tests.towns import PASSWORD, settle
from yuimachi.settings.stripe_account import StripeAccount

__all__ = ["connected", "gate", "server"]
FORM = {"email": "kaikei@kouno.example", "since": "2026-10-01"}


@pytest.fixture
def operator(towns) -> Client:
    """The operator, signed in."""
    client = Client(HTTP_HOST=present.OPERATOR_HOST)
    with in_public():
        person = Person.objects.create_user(email="op@c.example", name="協議 太郎", password=PASSWORD, is_operator=True)
        client.force_login(person)
    return client


def registered(towns, **changes) -> Paper:
    """The first town with an invoice of 346 yen."""
    with in_public():
        issuer()
        register(town_id=towns[0].id, town_name=towns[0].name, **changes)
        return invoice("a", town_id=towns[0].id, town_name=towns[0].name)


def page(client: Client, path: str = "/stripe/") -> str:
    answer = client.get(path)
    assert answer.status_code == HTTPStatus.OK
    return answer.content.decode()


def test_without_a_key_the_page_says_so_and_nothing_else_changes(operator, towns) -> None:
    shown = page(operator)
    assert "Stripeは接続されていません" in shown
    assert "YUIMACHI_STRIPE_KEY" in shown
    assert "http://operator.test/stripe/webhook/" in shown
    paper = registered(towns)
    assert "Stripeへ送る" not in page(operator, f"/papers/{paper.pk}/")
    told = operator.post("/stripe/check/", follow=True).content.decode()
    assert "手作業で管理できます" in told
    with in_public():
        assert not StripeInvoice.objects.exists()


def test_a_town_is_registered_and_taken_out_again(operator, towns, connected) -> None:
    address = f"/stripe/towns/{towns[0].id}/"
    wrong = operator.post(address, {**FORM, "email": "kaikei"}).content.decode()
    assert "有効なメールアドレス" in wrong
    assert operator.post(address, FORM).status_code == HTTPStatus.FOUND
    assert "登録中" in page(operator)
    assert operator.post(f"{address}end/").status_code == HTTPStatus.FOUND
    with in_public():
        assert not StripeCustomer.objects.get().active
    assert operator.get("/stripe/towns/999999/").status_code == HTTPStatus.NOT_FOUND
    assert operator.post("/stripe/towns/999999/end/").status_code == HTTPStatus.NOT_FOUND


def test_an_address_that_stripe_does_not_take_now_is_told_and_kept_in_the_form(
    operator, towns, connected, gate
) -> None:
    registered(towns)
    with in_public():
        send_all(gate)
    connected.state.things["customer"].clear()
    told = operator.post(f"/stripe/towns/{towns[0].id}/", {**FORM, "email": "new@kouno.example"}).content.decode()
    assert "相手がStripeに見つかりません" in told
    assert "new@kouno.example" in told
    with in_public():
        assert StripeCustomer.objects.get().email == FORM["email"]


def test_a_papers_page_shows_where_it_stands_and_sends_it(operator, towns, connected, gate) -> None:
    paper = registered(towns)
    assert "Stripeへ送っていません" in page(operator, f"/papers/{paper.pk}/")
    assert "Stripeへ送ります" in operator.post(f"/papers/{paper.pk}/stripe/", follow=True).content.decode()
    with in_public():
        send_all(gate)
        name = StripeInvoice.objects.get().stripe_id
    shown = page(operator, f"/papers/{paper.pk}/")
    assert "Stripeで入金待ち" in shown
    assert name in shown
    with in_public():
        stranger = invoice("b", town_id=towns[1].id)
    assert "町を登録してから" in operator.post(f"/papers/{stranger.pk}/stripe/", follow=True).content.decode()


def test_differences_and_notices_are_shown_with_their_next_step(operator, towns, connected, gate) -> None:
    paper = registered(towns)
    with in_public():
        send_all(gate)
        invoices.receive_money(connected.state, connected.invoices()[0]["id"], 100)
        reconcile(gate=gate, now=NOW)
    assert post(connected.state.events[-1])[0] == HTTPStatus.OK
    with in_public():
        event = StripeEvent.objects.order_by("pk").last()
        StripeEvent.objects.filter(pk=event.pk).update(state="failed", failure="unreachable")
    shown = page(operator)
    for words in (
        "一部だけ入金されています",
        "残りの振込をお願い",
        "346円",
        "100円",
        paper.number,
        "処理できない通知が1件",
        "invoice.updated",
    ):
        assert words in shown, words
    assert "もう一度処理します" in operator.post(f"/stripe/events/{event.pk}/replay/", follow=True).content.decode()
    assert "いま処理している" in operator.post(f"/stripe/events/{event.pk}/replay/", follow=True).content.decode()
    assert "0件の通知" in operator.post("/stripe/replay/", follow=True).content.decode()


def test_the_town_sees_its_account_in_live_mode_only_and_no_other_town_does(towns, server, settings, gate) -> None:
    paper = registered(towns)
    people = settle(towns[0])
    client = Client(HTTP_HOST=towns[0].host)
    with in_town(towns[0]):
        client.force_login(people.admin)
    with in_public():
        send_all(gate)
    assert "この町専用の口座" not in page(client, f"/papers/{paper.pk}/")
    settings.STRIPE = StripeAccount("live", "sk_live_x", (SECRET,), server.url)
    with in_public():
        StripeCustomer.objects.update(live=True)
        StripeInvoice.objects.update(live=True)
        number = StripeCustomer.objects.get().funding["account_number"]
    shown = page(client, f"/papers/{paper.pk}/")
    assert "この町専用の口座" in shown
    assert number in shown
    assert "stripe.com" not in shown
    with in_public():
        Paper.objects.filter(pk=paper.pk).update(state="paid", paid_on=NOW.date())
    assert number not in page(client, f"/papers/{paper.pk}/")


def test_the_page_costs_few_queries(operator, towns, connected, django_assert_max_num_queries) -> None:
    registered(towns)
    page(operator)
    with django_assert_max_num_queries(20):
        page(operator)


def run(*words: str) -> str:
    out = StringIO()
    call_command("stripe", *words, stdout=out)
    return out.getvalue()


def test_the_command_says_how_it_stands_compares_and_replays(towns, connected, gate) -> None:
    registered(towns)
    with in_public():
        assert len(consortiums()) == 1
        send_all(gate)
    connected.state.tell("invoice.updated", connected.invoices()[0])
    assert "connected; mode test; webhook on" in run("status")
    assert "notices fetched 3" in run("check")
    day = timezone.localdate(NOW).isoformat()
    assert "to be worked on: 0" in run("replay", "--since", day)
    with in_public():
        event = StripeEvent.objects.first()
        StripeEvent.objects.update(state="failed")
    assert "to be worked on: 1" in run("replay", "--event", event.event_id)
    assert "to be worked on: 2" in run("replay", "--failed")
    for words in (("replay",), ("replay", "--event", "evt_none"), ("replay", "--since", "soon")):
        with pytest.raises(CommandError):
            run(*words)


def test_the_command_without_a_key_says_what_is_missing(db) -> None:
    assert "not connected" in run("status")
    with pytest.raises(CommandError, match="YUIMACHI_STRIPE_KEY"):
        run("check")
