"""The fiscal year of a town as a line: used so far, expected by 31 March, and the allowance above it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from billing.watching.forecasting import BASIS_DAYS, Forecast, forecast
from billing.watching.report import Measure, amount_of
from billing.watching.wording import measure_unit, month_label
from metering.public import (
    AllowanceState,
    AllowanceUnit,
    Dimension,
    Period,
    PeriodKind,
    allowance_states,
    day_of,
    period_of,
    usage_by,
)
from web.public import Chart, Series, draw_chart


@dataclass(frozen=True, slots=True)
class Outlook:
    """`limit`: the town's allowance for the year, None without one. `over`: what is expected above it."""

    year: Period
    measure: Measure
    coming: Forecast | None
    limit: Decimal | None
    over: Decimal | None
    chart: Chart | None

    @property
    def over_tokens(self) -> int:
        """What is expected above the limit, in whole tokens."""
        return int(self.over or 0)

    @property
    def low_tokens(self) -> int:
        """The low end in whole tokens."""
        return int(self.coming.low) if self.coming else 0

    @property
    def high_tokens(self) -> int:
        """The high end in whole tokens."""
        return int(self.coming.high) if self.coming else 0


def outlook(*, now: datetime) -> Outlook:
    """The entered town's year. Counted in yen, or in tokens where the allowance is in tokens; two queries."""
    today = day_of(at=now)
    year = period_of(kind=PeriodKind.FISCAL_YEAR, day=today)
    allowed = _of_the_year(allowance_states(now=now))
    measure = Measure.TOKENS if allowed and allowed.unit is AllowanceUnit.TOKENS else Measure.YEN
    since = min(year.first, today - timedelta(days=BASIS_DAYS))
    sums = usage_by(dimension=Dimension.DAY, since=since, until=today)
    daily = {one.key: amount_of(one=one, measure=measure) for one in sums if isinstance(one.key, date)}
    coming = forecast(daily=daily, first=year.first, today=today, last=year.last)
    limit = allowed.limit if allowed else None
    over = coming.expected - limit if coming and limit is not None and coming.expected > limit else None
    chart = _chart(year, _lines(year, daily, coming, limit), measure, coming.expected) if coming else None
    return Outlook(year, measure, coming, limit, over, chart)


def _of_the_year(states: tuple[AllowanceState, ...]) -> AllowanceState | None:
    mine = [s for s in states if s.section_id is None and s.period and s.period.kind is PeriodKind.FISCAL_YEAR]
    return max(mine, key=lambda state: state.percent, default=None)


def _months(year: Period) -> list[date]:
    first = year.first.year
    return [date(first, month, 1) for month in range(4, 13)] + [date(first + 1, month, 1) for month in range(1, 4)]


def _lines(year: Period, daily: dict[date, Decimal], coming: Forecast, limit: Decimal | None) -> list[Series]:
    """Used and expected by the end of each month, and the limit; the two meet in the present month."""
    months, present = _months(year), min(coming.cumulative)
    by_month: dict[date, Decimal] = defaultdict(Decimal)
    for day, amount in daily.items():
        if day >= year.first:
            by_month[day.replace(day=1)] += amount
    reached, used = Decimal(0), []
    for month in months:
        reached += by_month[month]
        used.append(float(round(reached)) if month <= present else None)
    expected: list[float | None] = [None if m < present else float(round(coming.cumulative[m])) for m in months]
    series = [Series(_("実績（累計）"), tuple(used)), Series(_("見込み（累計）"), tuple(expected))]
    if limit is not None:
        series.append(Series(_("利用枠"), (float(limit),) * len(months)))
    return series


def _chart(year: Period, series: list[Series], measure: Measure, expected: Decimal) -> Chart:
    unit = measure_unit(measure=measure.value)
    summary = _("3月31日の見込みは%(expected)s%(unit)sです。") % {"expected": f"{expected:,.0f}", "unit": unit}
    labels = [month_label(day=month) for month in _months(year)]
    title = _("年度末までの見込み")
    return draw_chart(title=title, labels=labels, series=series, unit=unit, summary=summary, shape="lines")
