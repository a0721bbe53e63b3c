"""Sums of usage for reports and invoices, out of the roll-up by day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.db.models import Sum

from metering.models import DailyUsage


class Dimension(StrEnum):
    """What usage is summed by. The value is the column."""

    DAY = "day"
    FEATURE = "feature"
    CHANNEL = "channel"
    MODEL = "model"
    SECTION = "section_id"
    PERSON = "person_id"


@dataclass(frozen=True, slots=True)
class UsageSum:
    """Usage of one value of a dimension; `key` None: of no section or no person (residents). Yen before tax."""

    key: date | str | int | None
    calls: int
    failed_calls: int
    estimated_calls: int
    tokens_in: int
    tokens_out: int
    tokens_cached: int
    embeddings: int
    audio_seconds: Decimal
    cost_yen: Decimal


_SUMS = tuple(name for name in UsageSum.__slots__ if name != "key")


def usage_by(*, dimension: Dimension, since: date, until: date) -> tuple[UsageSum, ...]:
    """Sums from `since` to `until`, both days included, ordered by key with None last. One query."""
    rows = (
        DailyUsage.objects.filter(day__gte=since, day__lte=until)
        .order_by()
        .values(dimension.value)
        .annotate(**{f"sum_{name}": Sum(name) for name in _SUMS})
    )
    sums = [UsageSum(row[dimension.value], **{name: row[f"sum_{name}"] for name in _SUMS}) for row in rows]
    return tuple(sorted(sums, key=lambda each: (each.key is None, each.key)))


def usage_total(*, since: date, until: date) -> UsageSum:
    """Everything from `since` to `until`, both days included; zeros when there was nothing."""
    row = DailyUsage.objects.filter(day__gte=since, day__lte=until).aggregate(
        **{f"sum_{name}": Sum(name, default=0) for name in _SUMS}
    )
    return UsageSum(None, **{name: row[f"sum_{name}"] for name in _SUMS})
