"""Says how much of the allowances is spent: one query, asked before each answer."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum, StrEnum

from django.db.models import Case, DateField, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When

from metering.fiscal_year import Period, PeriodKind, day_of, period_of
from metering.models import WHOLE_TOWN, Allowance, Counter, TopUp

_FULL = 100


class AllowanceLevel(IntEnum):
    """Ordered: the worst of several allowances decides."""

    OK = 0
    WARN70 = 1
    WARN90 = 2
    SPENT = 3


class AllowanceUnit(StrEnum):
    """What an allowance counts."""

    YEN = "yen"
    TOKENS = "tokens"


@dataclass(frozen=True, slots=True)
class AllowanceState:
    """The allowance that is nearest to its end. Without any: level OK, `limit` and `period` None.

    `used`, `limit`: yen or tokens, as `unit` says; the limit holds what was topped up. `section_id` None: the town's.
    `percent`: 0 and up, rounded down.
    Names of levels are those of the usual thresholds; an allowance may set others (Allowance.warn_first, warn_second).
    """

    level: AllowanceLevel
    used: Decimal
    limit: Decimal | None
    unit: AllowanceUnit
    period: Period | None
    section_id: int | None
    percent: int

    @property
    def spent(self) -> bool:
        """Whether no model may be called any more; crisis cards and quoting go on."""
        return self.level is AllowanceLevel.SPENT


_NO_LIMIT = AllowanceState(AllowanceLevel.OK, Decimal(0), None, AllowanceUnit.YEN, None, None, 0)


def check_allowance(*, section_id: int | None, now: datetime) -> AllowanceState:
    """The state of the town's and the section's allowances at `now` (aware), the worst first.

    A limit of 0 is spent at once. Calls that are under way are counted when they end: n parallel calls may overrun.
    """
    day = day_of(at=now)
    scopes = [WHOLE_TOWN] if section_id is None else [WHOLE_TOWN, section_id]
    states = [state for row in _valid(day).filter(scope__in=scopes) for state in _states(row, day)]
    return max(states, key=lambda state: (state.level, state.percent), default=_NO_LIMIT)


def allowance_states(*, now: datetime) -> tuple[AllowanceState, ...]:
    """Every allowance that holds at `now` (aware), the town's first, then by section and period. One query."""
    day = day_of(at=now)
    return tuple(state for row in _valid(day) for state in _states(row, day))


def _valid(day: date) -> QuerySet[Allowance]:
    period = {"scope": OuterRef("scope"), "period_kind": OuterRef("period_kind"), "first_day": OuterRef("first_day")}
    counter = Counter.objects.filter(**period)
    added = TopUp.objects.filter(**period).order_by().values("scope")
    rows = Allowance.objects.filter(Q(valid_until=None) | Q(valid_until__gte=day), valid_from__lte=day)
    kinds = [
        When(period_kind=kind, then=Value(period_of(kind=kind, day=day).first, output_field=DateField()))
        for kind in PeriodKind
    ]
    # Of several that are valid, the one that began last replaces the others of its scope and period.
    return (
        rows.annotate(first_day=Case(*kinds))
        .annotate(used_yen=Subquery(counter.values("used_yen")), used_tokens=Subquery(counter.values("used_tokens")))
        .annotate(added_yen=Subquery(added.annotate(sum_yen=Sum("yen")).values("sum_yen")))
        .annotate(added_tokens=Subquery(added.annotate(sum_tokens=Sum("tokens")).values("sum_tokens")))
        .order_by("scope", "period_kind", F("valid_from").desc())
        .distinct("scope", "period_kind")
    )


def _states(row: Allowance, day: date) -> list[AllowanceState]:
    used_yen = Decimal(getattr(row, "used_yen", None) or 0)
    used_tokens = Decimal(getattr(row, "used_tokens", None) or 0)
    states = []
    if row.limit_yen is not None:
        limit = row.limit_yen + Decimal(getattr(row, "added_yen", None) or 0)
        states.append(_state(row, day, AllowanceUnit.YEN, used_yen, limit))
    if row.limit_tokens is not None:
        limit = row.limit_tokens + Decimal(getattr(row, "added_tokens", None) or 0)
        states.append(_state(row, day, AllowanceUnit.TOKENS, used_tokens, limit))
    return states


def _state(row: Allowance, day: date, unit: AllowanceUnit, used: Decimal, limit: Decimal) -> AllowanceState:
    percent = int(used * _FULL / limit) if limit else _FULL
    if percent >= _FULL:
        level = AllowanceLevel.SPENT
    elif percent >= row.warn_second:
        level = AllowanceLevel.WARN90
    elif percent >= row.warn_first:
        level = AllowanceLevel.WARN70
    else:
        level = AllowanceLevel.OK
    period = period_of(kind=PeriodKind(row.period_kind), day=day)
    return AllowanceState(level, used, limit, unit, period, row.scope or None, percent)
