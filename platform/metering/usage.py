"""One call of a model as other apps report it, and as it is counted."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class UsageEvent:
    """What one call used. `event_id` is made by the caller, once a call, so that reporting twice counts once.

    `at`: when the call ended, aware. Tokens and seconds are counts, never negative; `tokens_cached` is part of
    `tokens_in`. `estimated`: the provider gave no figures. `cost_yen`: yen with six decimals, tax excluded.
    `outcome`: the gateway's word, "ok" or the kind of failure. Times in milliseconds, None when nothing came.
    """

    event_id: UUID
    at: datetime
    feature: str
    channel: str
    endpoint_name: str
    model: str
    tokens_in: int = 0
    tokens_out: int = 0
    tokens_cached: int = 0
    estimated: bool = False
    audio_seconds: Decimal = Decimal(0)
    cost_yen: Decimal = Decimal(0)
    outcome: str = "ok"
    section_id: int | None = None
    person_id: int | None = None
    turn_id: UUID | int | str | None = None
    first_token_ms: int | None = None
    total_ms: int | None = None
    embeddings: int = 0
