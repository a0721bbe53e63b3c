"""Writes one call of a model: the event, the running counters and the day's roll-up, together or not at all."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from metering.fiscal_year import PeriodKind, day_of, period_of
from metering.models import WHOLE_TOWN, Counter, DailyUsage
from metering.models import UsageEvent as UsageRow
from metering.usage import UsageEvent

_SIX_PLACES = Decimal("0.000001")
_MILLISECOND = Decimal("0.001")


def record_usage(*, event: UsageEvent) -> bool:
    """Count a call in the town that is entered. False when this `event_id` was counted before: nothing changes then.

    Raises NoTown outside of a town, ValueError for a naive `at`. Safe under concurrent writers of the same town.
    """
    day = day_of(at=event.at)
    with transaction.atomic():
        _row, new = UsageRow.objects.get_or_create(event_id=event.event_id, defaults=_columns(event))
        if new:
            _raise_counters(event, day)
            _raise_day(event, day)
    return new


def _columns(event: UsageEvent) -> dict[str, Any]:
    columns = asdict(event)
    columns.pop("event_id")
    columns["turn_id"] = "" if event.turn_id is None else str(event.turn_id)
    columns["cost_yen"] = event.cost_yen.quantize(_SIX_PLACES)
    columns["audio_seconds"] = event.audio_seconds.quantize(_MILLISECOND)
    return columns


def _raise_counters(event: UsageEvent, day: date) -> None:
    firsts = {kind: period_of(kind=kind, day=day).first for kind in PeriodKind}
    scopes = [WHOLE_TOWN] if event.section_id is None else [WHOLE_TOWN, event.section_id]
    keys = [
        {"scope": scope, "period_kind": kind, "first_day": first} for scope in scopes for kind, first in firsts.items()
    ]
    Counter.objects.bulk_create([Counter(**key) for key in keys], ignore_conflicts=True)
    # The town's year first and alone: every writer of the town queues at that one row, so none can wait in a circle.
    year = Q(scope=WHOLE_TOWN, period_kind=PeriodKind.FISCAL_YEAR)
    every = Q(pk__in=[])
    for key in keys:
        every |= Q(**key)
    more = {
        "used_yen": F("used_yen") + event.cost_yen.quantize(_SIX_PLACES),
        "used_tokens": F("used_tokens") + event.tokens_in + event.tokens_out,
        "calls": F("calls") + 1,
    }
    Counter.objects.filter(every & year).update(**more)
    Counter.objects.filter(every & ~year).update(**more)


def _raise_day(event: UsageEvent, day: date) -> None:
    key: Mapping[str, Any] = {
        "day": day,
        "feature": event.feature,
        "channel": event.channel,
        "model": event.model,
        "section_id": event.section_id,
        "person_id": event.person_id,
    }
    # NULL equals nothing in a WHERE, while the unique constraint counts two NULLs as the same.
    where = {
        f"{name}__isnull" if value is None else name: True if value is None else value for name, value in key.items()
    }
    DailyUsage.objects.bulk_create([DailyUsage(**key)], ignore_conflicts=True)
    DailyUsage.objects.filter(**where).update(
        calls=F("calls") + 1,
        failed_calls=F("failed_calls") + int(event.outcome != "ok"),
        estimated_calls=F("estimated_calls") + int(event.estimated),
        tokens_in=F("tokens_in") + event.tokens_in,
        tokens_out=F("tokens_out") + event.tokens_out,
        tokens_cached=F("tokens_cached") + event.tokens_cached,
        embeddings=F("embeddings") + event.embeddings,
        audio_seconds=F("audio_seconds") + event.audio_seconds.quantize(_MILLISECOND),
        cost_yen=F("cost_yen") + event.cost_yen.quantize(_SIX_PLACES),
    )
