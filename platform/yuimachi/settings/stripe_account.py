"""The consortium's account at Stripe: read from the environment, test and live kept apart, no key in any message."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from yuimachi.settings import read_env as env

STRIPE_URL: Final = "https://api.stripe.com"
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_MODES: Final = frozenset({"test", "live"})


@dataclass(frozen=True, slots=True)
class StripeAccount:
    """`key` empty: there is no account. `webhook_secrets`: the present one first; several while one is replaced."""

    mode: str = "test"
    key: str = field(default="", repr=False)
    webhook_secrets: tuple[str, ...] = field(default=(), repr=False)
    url: str = STRIPE_URL

    @property
    def live(self) -> bool:
        """Whether real money moves."""
        return self.mode == "live"


def read_account() -> StripeAccount:
    """From the environment. Raises ImproperlyConfigured."""
    return checked_account(
        mode=env.choice("YUIMACHI_STRIPE_MODE", "test", among=_MODES),
        key=env.text("YUIMACHI_STRIPE_KEY"),
        webhook_secrets=env.words("YUIMACHI_STRIPE_WEBHOOK_SECRETS"),
        url=env.text("YUIMACHI_STRIPE_API_URL", STRIPE_URL),
    )


def checked_account(*, mode: str, key: str, webhook_secrets: Sequence[str], url: str = STRIPE_URL) -> StripeAccount:
    """Raises ImproperlyConfigured for a key of the other mode, a secret that is none, or an unprotected way."""
    if key and not key.startswith((f"sk_{mode}_", f"rk_{mode}_")):
        raise ImproperlyConfigured(
            f"YUIMACHI_STRIPE_KEY is no secret or restricted key of mode {mode!r}: it must begin with sk_{mode}_ or "
            f"rk_{mode}_. Set the right key, or YUIMACHI_STRIPE_MODE to the key's mode."
        )
    if any(not secret.startswith("whsec_") for secret in webhook_secrets):
        raise ImproperlyConfigured("YUIMACHI_STRIPE_WEBHOOK_SECRETS: each secret must begin with whsec_.")
    parts = urlsplit(url)
    trial = parts.scheme == "http" and parts.hostname in _LOOPBACK and mode == "test"
    if parts.scheme != "https" and not trial:
        raise ImproperlyConfigured("YUIMACHI_STRIPE_API_URL must be https: the key goes there.")
    return StripeAccount(mode, key, tuple(webhook_secrets), url.rstrip("/"))


def refuse_live(*, account: StripeAccount) -> None:
    """For settings that are not of production. Raises ImproperlyConfigured."""
    if account.live:
        raise ImproperlyConfigured("YUIMACHI_STRIPE_MODE=live is for yuimachi.settings.production only.")
