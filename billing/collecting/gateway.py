"""The only door to Stripe: a client with the pinned version, and what went wrong as a word."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

import stripe
from django.conf import settings
from stripe import RequestOptions, StripeClient

from billing.collecting import limits
from billing.collecting.guarded_http import guarded_http


class Trouble(StrEnum):
    """Why a call did not do what it should; `sentences.py` says it in words with the next step."""

    UNREACHABLE = "unreachable"  # no answer, or 5xx: trying again may help
    SLOW_DOWN = "slow_down"
    UNAUTHORIZED = "unauthorized"
    FORBIDDEN = "forbidden"  # a restricted key without this right
    REFUSED = "refused"  # the call itself is wrong for Stripe
    GONE = "gone"  # what it is about is not there
    OTHER_MODE = "other_mode"
    AMOUNT = "amount"  # Stripe's total is not the paper's
    TAKEN = "taken"  # Stripe has an invoice for this that is paid or otherwise not ours to change


# In the metadata of all that is ours there.
TOWN_MARK: Final = "yuimachi_town"
PAPER_MARK: Final = "yuimachi_paper"
TAX_MARK: Final = "yuimachi_tax"
PASSING: Final = frozenset({Trouble.UNREACHABLE, Trouble.SLOW_DOWN, Trouble.UNAUTHORIZED})


class NotConnected(RuntimeError):
    """There is no key: papers are collected by hand."""


class StripeTrouble(RuntimeError):
    """A call failed; `trouble` says how, `detail` is Stripe's own short word."""

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        super().__init__(f"{trouble.value}: {detail}" if detail else trouble.value)
        self.trouble = trouble
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Gateway:
    """A client, and whether it moves real money."""

    api: StripeClient
    live: bool


def is_connected() -> bool:
    """Whether there is a key."""
    return bool(settings.STRIPE.key)


def is_live() -> bool:
    """The mode of this installation, also without a key."""
    return bool(settings.STRIPE.live)


def gateway() -> Gateway:
    """The client of this process. Raises NotConnected."""
    account = settings.STRIPE
    if not account.key:
        raise NotConnected
    places = {"api": account.url, "connect": account.url, "files": account.url, "meter_events": account.url}
    client = StripeClient(
        account.key,
        stripe_version=limits.API_VERSION,
        base_addresses=places,  # type: ignore[arg-type]  # a TypedDict with these names
        max_network_retries=limits.RETRIES,
        http_client=guarded_http(url=account.url, process=os.getpid()),
    )
    return Gateway(client, account.live)


@contextmanager
def told() -> Iterator[None]:
    """Turn the package's errors into StripeTrouble; messages of Stripe may hold data of ours and stay out of logs."""
    try:
        yield
    except stripe.StripeError as failed:
        raise StripeTrouble(_trouble_of(failed), str(failed.code or "")) from failed


def _trouble_of(failed: stripe.StripeError) -> Trouble:
    match failed:
        case stripe.APIConnectionError() | stripe.APIError():
            return Trouble.UNREACHABLE
        case stripe.RateLimitError():
            return Trouble.SLOW_DOWN
        case stripe.AuthenticationError():
            return Trouble.UNAUTHORIZED
        case stripe.PermissionError():
            return Trouble.FORBIDDEN
        case stripe.InvalidRequestError(code="resource_missing"):
            return Trouble.GONE
    return Trouble.UNREACHABLE if failed.code in ("lock_timeout", "idempotency_key_in_use") else Trouble.REFUSED


def once(*parts: object) -> RequestOptions:
    """Options of a call that arrives once however often it is made: the key says what it is for."""
    return {"idempotency_key": ":".join(["yuimachi", *(str(part) for part in parts)])}


def mark_in(thing: Any, name: str) -> str:
    """A value of the metadata that we wrote to something of Stripe's, "" without."""
    metadata = thing.metadata
    return str(metadata.to_dict().get(name) or "") if metadata else ""


def moment(seconds: int) -> datetime:
    """Stripe's time as ours, in the time zone of the papers."""
    from django.utils import timezone  # noqa: PLC0415  needs settings

    return datetime.fromtimestamp(seconds, tz=timezone.get_default_timezone())
