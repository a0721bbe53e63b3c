"""Sums of usage for reports and invoices, out of the roll-up by day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.db.models import Count, Sum

from metering.fiscal_year import PeriodKind
from metering.models import WHOLE_TOWN, Counter, DailyUsage, UsageEvent


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


@dataclass(frozen=True, slots=True)
class TurnUse:
    """What was used for one turn, or whatever else its callers marked. Yen before tax."""

    calls: int
    cost_yen: Decimal


def usage_of_turn(*, turn_id: str) -> TurnUse:
    """Sum of the events with this mark; zeros without any. One query."""
    row = UsageEvent.objects.filter(turn_id=turn_id).aggregate(
        calls=Count("pk"), cost_yen=Sum("cost_yen", default=Decimal(0))
    )
    return TurnUse(**row)


@dataclass(frozen=True, slots=True)
class DayOfUse:
    """A day's usage of one feature, channel and model, whoever used it: what leaves the town for the consortium."""

    day: date
    feature: str
    channel: str
    model: str
    calls: int
    failed_calls: int
    tokens_in: int
    tokens_out: int
    tokens_cached: int
    embeddings: int
    audio_seconds: Decimal
    cost_yen: Decimal


def days_of_use(*, since: date, until: date) -> tuple[DayOfUse, ...]:
    """Usage from `since` to `until`, both days included, without people and sections; one query."""
    names = DayOfUse.__slots__
    rows = (
        DailyUsage.objects.filter(day__gte=since, day__lte=until)
        .order_by("day", "feature", "channel", "model")
        .values(*names[:4])
        .annotate(**{f"sum_{name}": Sum(name) for name in names[4:]})
    )
    return tuple(DayOfUse(**{name: row.get(f"sum_{name}", row.get(name)) for name in names}) for row in rows)


def calls_by_month(*, since: date) -> dict[date, int]:
    """How many calls each month since the day `since` has, by the month's first day; read from counters, one query."""
    rows = Counter.objects.filter(scope=WHOLE_TOWN, period_kind=PeriodKind.MONTH.value, first_day__gte=since)
    return dict(rows.order_by("first_day").values_list("first_day", "calls"))
