"""Writes many calls of the past at once: a demo's history, or usage that another system counted."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from django.db import connection, transaction

from metering.fiscal_year import PeriodKind, day_of, period_of
from metering.models import WHOLE_TOWN
from metering.models import UsageEvent as UsageRow
from metering.record_usage import COUNTER, DAY, columns, day_sums
from metering.usage import UsageEvent

_BATCH: Final = 1000


def record_past(*, events: Iterable[UsageEvent]) -> int:
    """Count calls in the town that is entered as `record_usage` does, in a few statements; how many were new.

    Meant for a town at rest: its counters stay locked until the whole is written. Raises ValueError for a naive `at`.
    """
    given = {event.event_id: event for event in events}
    with transaction.atomic():
        known = set(UsageRow.objects.filter(event_id__in=given).values_list("event_id", flat=True))
        new = [event for event in given.values() if event.event_id not in known]
        rows = [UsageRow(event_id=event.event_id, **columns(event)) for event in new]
        UsageRow.objects.bulk_create(rows, batch_size=_BATCH)
        with connection.cursor() as cursor:
            cursor.executemany(COUNTER, _counters(new))
            cursor.executemany(DAY, _days(new))
    return len(new)


def _counters(events: list[UsageEvent]) -> list[list[Any]]:
    sums: dict[tuple[Any, ...], list[Any]] = defaultdict(lambda: [Decimal(0), 0, 0])
    for event in events:
        scopes = [WHOLE_TOWN] if event.section_id is None else [WHOLE_TOWN, event.section_id]
        for scope in scopes:
            for kind in (PeriodKind.FISCAL_YEAR, PeriodKind.MONTH):
                kept = sums[scope, kind.value, period_of(kind=kind, day=day_of(at=event.at)).first]
                kept[0] += event.cost_yen
                kept[1] += event.tokens_in + event.tokens_out
                kept[2] += 1
    return [[*key, *values] for key, values in sorted(sums.items())]


def _days(events: list[UsageEvent]) -> list[list[Any]]:
    sums: dict[tuple[Any, ...], list[Any]] = {}
    for event in events:
        day = day_of(at=event.at)
        key = (day, event.feature, event.channel, event.model, event.section_id, event.person_id)
        one = day_sums(event)
        sums[key] = [a + b for a, b in zip(sums[key], one, strict=True)] if key in sums else one
    return [[*key, *values] for key, values in sums.items()]
