"""Use of every town in a month, as the operator sees it: counts and yen, no content, no people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from django.db.models import Max, Q, Sum
from django.utils.translation import gettext as _

from billing.models import RolledUsage
from billing.watching.wording import short_count
from metering.public import Period, PeriodKind, day_of, period_of
from tenants.public import all_towns
from web.public import Chart, Cut, Pages, Series, cut, draw_chart

PAGE_SIZE: Final = 50
_IN_PICTURE: Final = 12
MONTHS_OFFERED: Final = 14


@dataclass(frozen=True, slots=True)
class TownUse:
    """One town's month. `priced`: yen by the consortium's list; `unpriced_calls`: calls it has no price for."""

    town_id: int
    name: str
    code: str
    calls: int
    tokens: int
    metered: Decimal
    priced: Decimal
    unpriced_calls: int

    @property
    def short_tokens(self) -> str:
        """For a tile."""
        return short_count(number=self.tokens)


@dataclass(frozen=True, slots=True)
class MissingPrice:
    """A model that was used without a price or a rate."""

    model: str
    reason: str
    calls: int
    last: date


@dataclass(frozen=True, slots=True)
class ConsortiumUse:
    """A month of all towns. `as_of`: the last day that was rolled up, None when nothing was."""

    month: Period
    total: TownUse
    rows: tuple[TownUse, ...]
    pages: Pages
    missing: tuple[MissingPrice, ...]
    chart: Chart | None
    as_of: date | None


def consortium_use(*, month: Period, words: str, number: str) -> ConsortiumUse:
    """One page of towns, the dearest first; four queries, however many towns. In the public schema."""
    rows = RolledUsage.objects.filter(day__gte=month.first, day__lte=month.last)
    sums = {row["town_id"]: row for row in rows.order_by().values("town_id").annotate(**_SUMS)}
    towns = [_use(t.id, t.name, t.code, sums.get(t.id, {})) for t in all_towns(suspended=True)]
    total = _total(towns)
    fitting = [t for t in towns if not words or words in t.name or t.code.startswith(words)]
    fitting.sort(key=lambda use: (-use.priced, -use.calls, use.code))
    part: Cut[TownUse] = cut(items=fitting, number=number, size=PAGE_SIZE)
    return ConsortiumUse(
        month=month,
        total=total,
        rows=part.items,
        pages=part.pages,
        missing=missing_prices(since=month.first, until=month.last),
        chart=_chart(fitting),
        as_of=RolledUsage.objects.aggregate(last=Max("day"))["last"],
    )


def missing_prices(*, since: date, until: date) -> tuple[MissingPrice, ...]:
    """Models that were used in the days without a price or a rate, the most used first; one query."""
    rows = RolledUsage.objects.filter(day__gte=since, day__lte=until).exclude(flag="").order_by()
    found = rows.values("model", "flag").annotate(calls_sum=Sum("calls"), last=Max("day"))
    listed = [
        MissingPrice(row["model"], str(RolledUsage.Flag(row["flag"]).label), row["calls_sum"], row["last"])
        for row in found
    ]
    return tuple(sorted(listed, key=lambda one: (-one.calls, one.model)))


def month_of(*, words: str, now: datetime) -> Period:
    """The month written as 2026-11; the present one for anything else."""
    try:
        day = date.fromisoformat(f"{words}-01")
    except ValueError:
        day = day_of(at=now)
    return period_of(kind=PeriodKind.MONTH, day=day)


def months_to_choose(*, now: datetime) -> list[tuple[str, str]]:
    """The last months, the present one first: as written in addresses, and in words."""
    day, months = day_of(at=now).replace(day=1), []
    for _step in range(MONTHS_OFFERED):
        months.append((f"{day:%Y-%m}", _("%(year)s年%(month)s月") % {"year": day.year, "month": day.month}))
        day = (day - timedelta(days=1)).replace(day=1)
    return months


_SUMS: Final = {
    "calls_sum": Sum("calls"),
    "in_sum": Sum("tokens_in"),
    "out_sum": Sum("tokens_out"),
    "metered_sum": Sum("cost_yen"),
    "priced_sum": Sum("price_yen"),
    "unpriced": Sum("calls", filter=~Q(flag="")),
}


def _use(town_id: int, name: str, code: str, sums: Mapping[str, object]) -> TownUse:
    def whole(key: str) -> int:
        return int(str(sums.get(key) or 0))

    def money(key: str) -> Decimal:
        return Decimal(str(sums.get(key) or 0))

    tokens = whole("in_sum") + whole("out_sum")
    return TownUse(
        town_id, name, code, whole("calls_sum"), tokens, money("metered_sum"), money("priced_sum"), whole("unpriced")
    )


def _total(towns: list[TownUse]) -> TownUse:
    return TownUse(
        0,
        _("合計"),
        "",
        sum(t.calls for t in towns),
        sum(t.tokens for t in towns),
        sum((t.metered for t in towns), Decimal(0)),
        sum((t.priced for t in towns), Decimal(0)),
        sum(t.unpriced_calls for t in towns),
    )


def _chart(towns: list[TownUse]) -> Chart | None:
    shown = [town for town in towns if town.priced][:_IN_PICTURE]
    if not shown:
        return None
    series = Series(_("円"), tuple(float(town.priced.quantize(Decimal("0.01"))) for town in shown))
    labels = [town.name for town in shown]
    title = _("自治体ごとの金額（多い順）")
    return draw_chart(title=title, labels=labels, series=[series], unit=_("円・税抜き"), shape="lying")
