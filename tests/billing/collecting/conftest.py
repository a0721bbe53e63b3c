"""A Stripe on loopback, a consortium that is connected to it, and a town whose invoices go there."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import stripe
from django.utils import timezone

from billing.collecting import limits
from billing.collecting.gateway import Gateway, gateway
from billing.collecting.guarded_http import guarded_http
from billing.models import Paper, StripeCustomer
from tenants.public import in_public
from tests.billing.invoicing.test_papers import draft, issue, issuer
from tests.stripe_server import StripeServer
from tests.stripe_server.running import SECRET
from yuimachi.settings.stripe_account import StripeAccount

NOW = datetime(2026, 11, 3, 10, 0, tzinfo=ZoneInfo("Asia/Tokyo"))


@pytest.fixture
def server(monkeypatch):
    """The server, with the patience of tests."""
    monkeypatch.setattr(limits, "CALL_SECONDS", 0.3)
    monkeypatch.setattr(stripe.HTTPClient, "INITIAL_DELAY", 0.001)
    monkeypatch.setattr(stripe.HTTPClient, "MAX_DELAY", 0.002)
    guarded_http.cache_clear()
    with StripeServer() as running:
        running.state.now = int(NOW.timestamp())
        yield running
    guarded_http.cache_clear()


@pytest.fixture
def connected(server, settings):
    """The installation has the server's test key."""
    settings.STRIPE = StripeAccount("test", server.state.key, (SECRET,), server.url)
    return server


@pytest.fixture
def gate(connected) -> Gateway:
    """The door to the server."""
    return gateway()


@pytest.fixture
def ledger(db):
    """The public schema with an issuer and a registered town."""
    with in_public():
        issuer()
        register()
        yield


def register(**changes: object) -> StripeCustomer:
    """A town that is collected through Stripe since October."""
    plain = {
        "town_id": 70,
        "town_name": "甲野町",
        "live": False,
        "email": "kaikei@kouno.example",
        "since": date(2026, 10, 1),
        "created_at": timezone.now(),
    }
    return StripeCustomer.objects.create(**{**plain, **changes})


def invoice(key: str = "a", *lines, **changes) -> Paper:
    """An issued invoice of 346 yen: 105 three times, and its tax."""
    return issue(draft(key, *lines, **changes))
