"""Sets, tops up and lists allowances; who does it is recorded by the caller."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from metering.fiscal_year import PeriodKind, day_of, period_of
from metering.models import WHOLE_TOWN, Allowance, TopUp


@dataclass(frozen=True, slots=True)
class AllowanceTerms:
    """What an allowance grants. `section_id` None: the whole town. Yen before tax; None: not limited by it.

    `warn_first`, `warn_second`: percent. `valid_until` None: until another one of the same scope and period begins.
    """

    section_id: int | None
    period_kind: PeriodKind
    limit_yen: Decimal | None
    limit_tokens: int | None
    valid_from: date
    valid_until: date | None = None
    warn_first: int = 70
    warn_second: int = 90


@dataclass(frozen=True, slots=True)
class Added:
    """A top-up: what it added to the period that began on `first_day`, why, and who did it."""

    section_id: int | None
    period_kind: PeriodKind
    first_day: date
    yen: Decimal
    tokens: int
    reason: str
    by_name: str
    at: datetime


def top_up(
    *,
    section_id: int | None,
    period_kind: PeriodKind,
    yen: Decimal,
    tokens: int,
    reason: str,
    by_name: str,
    now: datetime,
) -> None:
    """Add once to the limits of the period that holds `now` (aware); the next period starts without it.

    Yen before tax. Raises django.db.IntegrityError when it adds nothing.
    """
    TopUp.objects.create(
        scope=WHOLE_TOWN if section_id is None else section_id,
        period_kind=period_kind.value,
        first_day=period_of(kind=period_kind, day=day_of(at=now)).first,
        yen=yen,
        tokens=tokens,
        reason=reason,
        by_name=by_name,
        at=now,
    )


def top_ups(*, since: date) -> tuple[Added, ...]:
    """Top-ups of periods that began on `since` or later, the newest first; one query."""
    return tuple(
        Added(
            row.scope or None,
            PeriodKind(row.period_kind),
            row.first_day,
            row.yen,
            row.tokens,
            row.reason,
            row.by_name,
            row.at,
        )
        for row in TopUp.objects.filter(first_day__gte=since)
    )


def set_allowance(*, terms: AllowanceTerms) -> None:
    """Write or replace the allowance of this scope and period that begins on `valid_from`.

    Raises django.db.IntegrityError when it limits nothing, ends before it begins, or warns out of order.
    """
    Allowance.objects.update_or_create(
        scope=WHOLE_TOWN if terms.section_id is None else terms.section_id,
        period_kind=terms.period_kind.value,
        valid_from=terms.valid_from,
        defaults={
            "limit_yen": terms.limit_yen,
            "limit_tokens": terms.limit_tokens,
            "valid_until": terms.valid_until,
            "warn_first": terms.warn_first,
            "warn_second": terms.warn_second,
        },
    )


def allowances() -> tuple[AllowanceTerms, ...]:
    """All allowances of the town, past ones too: the town's first, then by section, period and first day."""
    return tuple(
        AllowanceTerms(
            section_id=row.scope or None,
            period_kind=PeriodKind(row.period_kind),
            limit_yen=row.limit_yen,
            limit_tokens=row.limit_tokens,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            warn_first=row.warn_first,
            warn_second=row.warn_second,
        )
        for row in Allowance.objects.order_by("scope", "period_kind", "valid_from")
    )
