"""Billing's figures of a town's month on the operator's console: use, cost, charge and what is left."""

from datetime import date, datetime
from typing import Final

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext_lazy as _

from billing.models import RolledUsage
from billing.planning.accrue import accrued
from billing.planning.charge import stretches_of
from billing.planning.read_plans import read_book, read_use
from billing.planning.terms import PlanRefused
from metering.public import Period, PeriodKind, period_of
from tenants.public import Town, TownFigure, member

_YEN: Final = _("費用と請求")
TOWN_FIGURES: Final = (
    TownFigure("calls", _("利用"), picture=_("モデルの利用"), counted_in=_("回")),
    TownFigure("cost", _("費用"), unit="yen", picture=_YEN),
    TownFigure("charge", _("請求額"), unit="yen", picture=_YEN),
    TownFigure("margin", _("差引き"), unit="yen", picture=_YEN),
)


def figures_of_month(town: Town, first: date, _now: datetime) -> dict[str, float | None]:
    """Use and cost as they were copied; the charge of the whole month by the plan, with the use there was until now.

    None: use without a price, a town without a plan, or a plan that cannot be charged. In the public schema.
    """
    month = period_of(kind=PeriodKind.MONTH, day=first)
    calls, cost = _use(town, month)
    charge = _charge(town, month)
    margin = None if cost is None or charge is None else round(charge - cost, 2)
    return {"calls": calls, "cost": cost, "charge": charge, "margin": margin}


def _use(town: Town, month: Period) -> tuple[int, float | None]:
    rows = RolledUsage.objects.filter(town_id=town.id, day__gte=month.first, day__lte=month.last)
    sums = rows.aggregate(calls=Sum("calls"), yen=Sum("price_yen"), flagged=Count("id", filter=~Q(flag="")))
    return sums["calls"] or 0, None if sums["flagged"] else round(float(sums["yen"] or 0), 2)


def _charge(town: Town, month: Period) -> int | None:
    here, book = member(town_id=town.id), read_book(town_ids=[town.id])
    starts = book.starts.get(town.id, [])
    try:
        held = stretches_of(starts=starts, editions=book.editions, first=month.first, last=month.last)
        if not held:
            return None
        use = read_use(town_ids=[town.id], first=month.first, last=month.last).get(town.id, {})
        return accrued(stretches=held, population=here.population if here else None, month=month, use=use)
    except PlanRefused:
        return None
