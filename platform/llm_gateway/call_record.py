"""One call of one endpoint while it runs, and the usage event it becomes. Exactly one event leaves each call."""

import logging
import time
import uuid
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Final, Protocol

from django.db import Error as DatabaseError

from llm_gateway.endpoint import Endpoint, Price
from metering.public import UsageEvent, record_usage

OK: Final = "ok"
ABANDONED: Final = "abandoned"
_MILLION: Final = Decimal(1_000_000)
_LOG = logging.getLogger(__name__)


class Recorder(Protocol):
    """What takes a usage event; `metering.public.record_usage`, or a list's append in tests."""

    def __call__(self, *, event: UsageEvent) -> object:
        """Record once; repeating an event_id changes nothing."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """On whose behalf a call is made, as it is copied to the usage event."""

    feature: str
    channel: str = ""
    section_id: int | None = None
    person_id: int | None = None
    turn_id: str = ""


@dataclass(slots=True)
class CallRecord:
    """What is known so far about a running call. `outcome` stays ABANDONED unless somebody says otherwise."""

    endpoint: Endpoint
    purpose: Purpose
    outcome: str = ABANDONED
    tokens_in: int = 0
    tokens_out: int = 0
    tokens_cached: int = 0
    estimated: bool = False
    embeddings: int = 0
    audio_seconds: Decimal = Decimal(0)
    event_id: uuid.UUID = field(default_factory=uuid.uuid4)
    began: float = field(default_factory=time.monotonic)
    first_token_at: float | None = None
    sent: bool = False  # False: nothing went out (the address was refused)
    context: Context = field(default_factory=copy_context, repr=False)  # the town in which the call began

    def first_token(self) -> None:
        """Note the moment of the first word; later calls change nothing."""
        if self.first_token_at is None:
            self.first_token_at = time.monotonic()

    @property
    def first_token_ms(self) -> int | None:
        """Milliseconds from the start to the first word, None before it."""
        return None if self.first_token_at is None else round((self.first_token_at - self.began) * 1000)

    @property
    def total_ms(self) -> int:
        """Milliseconds since the start."""
        return round((time.monotonic() - self.began) * 1000)

    def event(self, *, now: datetime) -> UsageEvent:
        """The event to be recorded at `now` (aware)."""
        cached = min(self.tokens_cached, self.tokens_in)
        fresh = self.tokens_in - cached
        return UsageEvent(
            event_id=self.event_id,
            at=now,
            feature=self.purpose.feature,
            channel=self.purpose.channel,
            endpoint_name=self.endpoint.name,
            model=self.endpoint.model,
            tokens_in=self.tokens_in,
            tokens_out=self.tokens_out,
            tokens_cached=cached,
            estimated=self.estimated,
            embeddings=self.embeddings,
            audio_seconds=self.audio_seconds,
            cost_yen=cost_yen(price=self.endpoint.price, fresh=fresh, cached=cached, out=self.tokens_out),
            outcome=self.outcome,
            section_id=self.purpose.section_id,
            person_id=self.purpose.person_id,
            turn_id=self.purpose.turn_id or None,
            first_token_ms=self.first_token_ms,
            total_ms=self.total_ms,
        )


def cost_yen(*, price: Price, fresh: int, cached: int, out: int) -> Decimal:
    """Yen for tokens in (not cached, cached) and out, unrounded."""
    cached_price = price.tokens_in if price.tokens_cached is None else price.tokens_cached
    own = fresh * price.tokens_in + cached * cached_price + out * price.tokens_out
    return own * price.yen_rate / _MILLION


def record_safely(*, event: UsageEvent, record: Recorder = record_usage) -> None:
    """Record; a database that is down must not take the answer with it, so the event then goes to the log whole."""
    try:
        record(event=event)
    except DatabaseError:
        _LOG.exception("usage event not recorded: %r", event)
