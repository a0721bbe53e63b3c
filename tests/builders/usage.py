"""Builds usage events of a model call."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from metering.public import UsageEvent

AT = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def usage_event(**fields: Any) -> UsageEvent:
    """A resident's answer of 1,000 and 200 tokens for 0.5 yen, with the fields that matter to the test."""
    plain = UsageEvent(
        event_id=uuid4(),
        at=AT,
        feature="resident_answer",
        channel="widget",
        endpoint_name="さくら",
        model="gpt-oss-120b",
        tokens_in=1000,
        tokens_out=200,
        cost_yen=Decimal("0.5"),
        first_token_ms=300,
        total_ms=2000,
    )
    return replace(plain, **fields)
