"""Writes one call of a model: the event, the running counters and the day's roll-up, together or not at all."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from metering.fiscal_year import PeriodKind, day_of, period_of
from metering.models import WHOLE_TOWN
from metering.models import UsageEvent as UsageRow
from metering.usage import UsageEvent

_SIX_PLACES = Decimal("0.000001")
_MILLISECOND = Decimal("0.001")
# SQL, because Django's bulk_create can replace a row on conflict but not add to it.
COUNTER = """
INSERT INTO metering_counter AS c (scope, period_kind, first_day, used_yen, used_tokens, calls)
VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (scope, period_kind, first_day) DO UPDATE SET
    used_yen = c.used_yen + excluded.used_yen, used_tokens = c.used_tokens + excluded.used_tokens,
    calls = c.calls + excluded.calls
"""
DAY = """
INSERT INTO metering_dailyusage AS d (day, feature, channel, model, section_id, person_id, calls, failed_calls,
    estimated_calls, tokens_in, tokens_out, tokens_cached, embeddings, audio_seconds, cost_yen)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (day, feature, channel, model, section_id, person_id) DO UPDATE SET
    calls = d.calls + excluded.calls, failed_calls = d.failed_calls + excluded.failed_calls,
    estimated_calls = d.estimated_calls + excluded.estimated_calls, tokens_in = d.tokens_in + excluded.tokens_in,
    tokens_out = d.tokens_out + excluded.tokens_out, tokens_cached = d.tokens_cached + excluded.tokens_cached,
    embeddings = d.embeddings + excluded.embeddings, audio_seconds = d.audio_seconds + excluded.audio_seconds,
    cost_yen = d.cost_yen + excluded.cost_yen
"""


def record_usage(*, event: UsageEvent) -> bool:
    """Count a call in the town that is entered. False when this `event_id` was counted before: nothing changes then.

    Raises NoTown outside of a town, ValueError for a naive `at`. Safe under concurrent writers of the same town.
    """
    day = day_of(at=event.at)
    with transaction.atomic():
        _row, new = UsageRow.objects.get_or_create(event_id=event.event_id, defaults=columns(event))
        if new:
            _raise_counters(event, day)
            _raise_day(event, day)
    return new


def columns(event: UsageEvent) -> dict[str, Any]:
    """The event as its row holds it, without the id."""
    values = asdict(event)
    values.pop("event_id")
    values["turn_id"] = "" if event.turn_id is None else str(event.turn_id)
    values["cost_yen"] = event.cost_yen.quantize(_SIX_PLACES)
    values["audio_seconds"] = event.audio_seconds.quantize(_MILLISECOND)
    return values


def _raise_counters(event: UsageEvent, day: date) -> None:
    # The town's year is the first row: every writer of the town queues there, so none can wait for another in a circle.
    scopes = [WHOLE_TOWN] if event.section_id is None else [WHOLE_TOWN, event.section_id]
    kinds = (PeriodKind.FISCAL_YEAR, PeriodKind.MONTH)
    keys: list[tuple[Any, ...]] = [
        (scope, kind.value, period_of(kind=kind, day=day).first) for scope in scopes for kind in kinds
    ]
    yen, tokens = event.cost_yen.quantize(_SIX_PLACES), event.tokens_in + event.tokens_out
    with connection.cursor() as cursor:
        for key in keys:
            cursor.execute(COUNTER, [*key, yen, tokens, 1])


def _raise_day(event: UsageEvent, day: date) -> None:
    key: list[Any] = [day, event.feature, event.channel, event.model, event.section_id, event.person_id]
    with connection.cursor() as cursor:
        cursor.execute(DAY, [*key, *day_sums(event)])


def day_sums(event: UsageEvent) -> list[Any]:
    """What one call adds to its day, in the order of DAY's columns."""
    counts = [1, int(event.outcome != "ok"), int(event.estimated), event.tokens_in, event.tokens_out]
    sums: list[Any] = [
        event.tokens_cached,
        event.embeddings,
        event.audio_seconds.quantize(_MILLISECOND),
        event.cost_yen.quantize(_SIX_PLACES),
    ]
    return counts + sums
