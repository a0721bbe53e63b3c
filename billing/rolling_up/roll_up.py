"""Copies a town's daily usage into the public schema and prices it; run again, it changes nothing."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Sum
from django.db.models.functions import TruncMonth

from billing.models import RolledUsage
from billing.pricing.price_rows import load_list, price_rows
from metering.public import DayOfUse, PeriodKind, calls_by_month, day_of, days_of_use, fiscal_year_of, period_of
from tenants.public import Town, in_public, in_town

_DAYS_LOOKED_AT: Final = 3  # today and before: a call is counted when it ends, seldom much later
_KEY: Final = ["town_id", "day", "feature", "channel", "model"]


@dataclass(frozen=True, slots=True)
class RolledUp:
    """What a run did. `flagged`: rows among them that have no price."""

    rows: int
    flagged: int


def roll_up(*, town: Town, now: datetime) -> RolledUp:
    """Bring the consortium's figures of one town up to date; the town may be suspended.

    Looks at the last days, and at each month of this fiscal year (in spring also of the last one) whose count of calls
    differs from the town's counter: what it costs does not grow with the years that lie before. Safe beside itself.
    """
    today = day_of(at=now)
    with in_town(town):
        counted = calls_by_month(since=_looked_back_to(today))
        days = days_of_use(since=today - timedelta(days=_DAYS_LOOKED_AT), until=today)
    done = _copy(town, days)
    with in_public():
        known = _known(town, _looked_back_to(today))
    for month in (first for first, calls in counted.items() if known.get(first) != calls):
        with in_town(town):
            days = days_of_use(since=month, until=period_of(kind=PeriodKind.MONTH, day=month).last)
        again = _copy(town, days)
        done = RolledUp(done.rows + again.rows, done.flagged + again.flagged)
    return done


def _looked_back_to(today: date) -> date:
    """The first day of the fiscal year; until June of the one before: the accounts stay open until 31 May."""
    return date(fiscal_year_of(day=today - timedelta(days=61)), 4, 1)


def _known(town: Town, since: date) -> dict[date, int]:
    rows = RolledUsage.objects.filter(town_id=town.id, day__gte=since).order_by()
    by_month = rows.annotate(month=TruncMonth("day")).values("month").annotate(calls_sum=Sum("calls"))
    return {row["month"]: row["calls_sum"] for row in by_month}


def _copy(town: Town, days: tuple[DayOfUse, ...]) -> RolledUp:
    """Write the days over what was known of them. Usage is append-only, so no row has to go."""
    if not days:
        return RolledUp(0, 0)
    unpriced = RolledUsage.Flag.NO_PRICE  # until the list has been asked, within the same transaction
    rows = [RolledUsage(town_id=town.id, flag=unpriced, **asdict(day)) for day in days]
    written = [name for name in DayOfUse.__slots__ if name not in _KEY]
    with in_public(), transaction.atomic():
        RolledUsage.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=_KEY,
            update_fields=[*written, "price_yen", "flag"],
            batch_size=500,
        )
        here = RolledUsage.objects.filter(town_id=town.id, day__gte=days[0].day, day__lte=days[-1].day)
        price_rows(rows=here, prices=load_list())
        return RolledUp(len(rows), here.exclude(flag="").count())
