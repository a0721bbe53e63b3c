"""Calls to Stripe under bad conditions, over real HTTP: once is once, and what fails is a word with a next step."""

import logging

import pytest
from django.conf import settings as present

from billing.collecting.comparing import Differs
from billing.collecting.customers import ensure_customer
from billing.collecting.gateway import NotConnected, StripeTrouble, Trouble, gateway
from billing.collecting.guarded_http import GuardedHttp
from billing.collecting.sentences import OF_DIFFERENCE, OF_TROUBLE
from billing.models import StripeCustomer
from outbound.public import MachineRefused
from tests.stripe_server import Fault

ONCE = [Fault.SLOW, Fault.SILENT, Fault.SILENT_AFTER, Fault.TOO_FAST, Fault.BROKEN, Fault.BROKEN_AFTER]


def test_without_a_key_there_is_no_gateway() -> None:
    with pytest.raises(NotConnected):
        gateway()


@pytest.mark.parametrize("fault", ONCE)
def test_a_call_that_failed_once_is_made_again_and_arrives_once(ledger, gate, connected, fault) -> None:
    connected.fail(fault, on="/v1/customers")
    connected.fail(fault, on="/v1/customers/")
    ensure_customer(gate=gate, customer=StripeCustomer.objects.get())
    town = StripeCustomer.objects.get()
    assert [one["id"] for one in connected.state.all("customer")] == [town.stripe_id]
    assert town.funding["account_number"]
    made = [key for verb, path, _form, key in connected.state.calls if (verb, path) == ("POST", "/v1/customers")]
    assert made
    assert len(set(made)) == 1


def test_a_made_customer_whose_answer_was_lost_for_good_is_found_again(ledger, gate, connected) -> None:
    connected.fail(Fault.SLOW, on="/v1/customers")
    connected.fail(*[Fault.SILENT_AFTER] * 3, on="/v1/customers")
    with pytest.raises(StripeTrouble):
        ensure_customer(gate=gate, customer=StripeCustomer.objects.get())
    assert StripeCustomer.objects.get().stripe_id == ""
    connected.state.keys.clear()  # a day later the key is forgotten
    ensure_customer(gate=gate, customer=StripeCustomer.objects.get())
    assert len(connected.state.all("customer")) == 1


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        (Fault.TOO_FAST, Trouble.SLOW_DOWN),
        (Fault.BROKEN, Trouble.UNREACHABLE),
        (Fault.FORBIDDEN, Trouble.FORBIDDEN),
    ],
)
def test_what_lasts_is_told_as_a_word(ledger, gate, connected, fault, trouble) -> None:
    connected.fail(*[fault] * 3)
    with pytest.raises(StripeTrouble) as told:
        ensure_customer(gate=gate, customer=StripeCustomer.objects.get())
    assert told.value.trouble is trouble


def test_a_wrong_key_is_told_and_shows_nowhere(ledger, gate, connected, caplog) -> None:
    key, connected.state.key = connected.state.key, "sk_test_another"
    with caplog.at_level(logging.DEBUG), pytest.raises(StripeTrouble) as told:
        ensure_customer(gate=gate, customer=StripeCustomer.objects.get())
    assert told.value.trouble is Trouble.UNAUTHORIZED
    assert key not in caplog.text + repr(told.value) + repr(gate) + repr(present.STRIPE)


def test_stripes_own_name_may_lead_to_public_machines_only() -> None:
    own, named = GuardedHttp(url="https://api.stripe.com"), GuardedHttp(url="http://127.0.0.1:9")
    for address in ("127.0.0.1", "10.1.2.3", "169.254.169.254"):
        with pytest.raises(MachineRefused):
            own._look(address=address, port=443)
    own._look(address="3.18.12.63", port=443)
    with pytest.raises(MachineRefused):
        own._look(address="3.18.12.63", port=8443)
    named._look(address="127.0.0.1", port=9)
    with pytest.raises(MachineRefused):
        named._look(address="169.254.169.254", port=9)


def test_every_word_has_its_sentences() -> None:
    assert set(OF_DIFFERENCE) == set(Differs)
    assert set(Trouble) - set(OF_TROUBLE) == set()
