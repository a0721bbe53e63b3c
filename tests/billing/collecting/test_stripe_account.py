"""The account in the environment: test and live apart, no key in any message."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from billing.collecting import limits
from yuimachi.settings.stripe_account import checked_account, refuse_live

KEY = "0123456789abcdef"


@pytest.mark.parametrize(
    ("mode", "prefix"), [("test", "sk_live_"), ("live", "sk_test_"), ("live", "pk_live_"), ("test", "")]
)
def test_a_key_of_the_other_mode_is_refused_without_being_shown(mode: str, prefix: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="YUIMACHI_STRIPE_KEY") as told:
        checked_account(mode=mode, key=prefix + KEY, webhook_secrets=())
    assert KEY not in str(told.value)


@pytest.mark.parametrize("url", ["http://stripe.example", "http://10.0.0.5:12111", "ftp://127.0.0.1"])
def test_the_key_goes_over_https_only(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="https"):
        checked_account(mode="test", key="sk_test_" + KEY, webhook_secrets=(), url=url)


def test_a_trial_server_on_this_machine_is_for_test_only() -> None:
    assert checked_account(mode="test", key="", webhook_secrets=(), url="http://127.0.0.1:9/").url[-1] == "9"
    with pytest.raises(ImproperlyConfigured, match="https"):
        checked_account(mode="live", key="sk_live_" + KEY, webhook_secrets=(), url="http://127.0.0.1:9")


def test_secrets_have_their_form_and_nothing_shows_in_a_repr() -> None:
    with pytest.raises(ImproperlyConfigured, match="whsec_"):
        checked_account(mode="test", key="", webhook_secrets=[KEY])
    account = checked_account(mode="live", key="rk_live_" + KEY, webhook_secrets=["whsec_" + KEY])
    assert KEY not in repr(account)
    with pytest.raises(ImproperlyConfigured, match="production"):
        refuse_live(account=account)


def test_the_pinned_version_is_the_one_of_the_installed_package() -> None:
    """When the package is raised, shapes, server and this code have to be looked at together."""
    import stripe

    assert stripe.api_version == limits.API_VERSION
