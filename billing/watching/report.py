"""A town's usage of a period by day, feature, section, person or model, as rows and as a picture."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext as _

from billing.watching.wording import day_label, label_maker, measure_unit, month_label, short_count
from metering.public import Dimension, Period, PeriodKind, UsageSum, day_of, period_of, usage_by, usage_total
from web.public import Chart, Series, draw_chart

_MOST_BARS: Final = 12
_COUNTED: Final = tuple(name for name in UsageSum.__slots__ if name != "key")


class Measure(StrEnum):
    """What is counted."""

    YEN = "yen"
    CALLS = "calls"
    TOKENS = "tokens"


class Span(StrEnum):
    """Which period a report is of."""

    MONTH = "month"
    LAST_MONTH = "last_month"
    YEAR = "year"
    LAST_YEAR = "last_year"


@dataclass(frozen=True, slots=True)
class UsageLine:
    """One row: yen before tax; `share`: percent of the measured whole, one decimal."""

    label: str
    calls: int
    failed_calls: int
    tokens: int
    yen: Decimal
    share: Decimal

    @property
    def short_tokens(self) -> str:
        """For a tile."""
        return short_count(number=self.tokens)


@dataclass(frozen=True, slots=True)
class UsageReport:
    """A period's usage. `per_answer`: mean yen of a resident's answer that a model wrote, None without any."""

    period: Period
    lines: tuple[UsageLine, ...]
    total: UsageLine
    chart: Chart | None
    per_answer: Decimal | None


def usage_report(*, by: Dimension, span: Span, measure: Measure, now: datetime) -> UsageReport:
    """Report on the entered town. Queries do not grow with rows: at most four."""
    period = period_for(span=span, now=now)
    sums = usage_by(dimension=by, since=period.first, until=period.last)
    if by is Dimension.DAY and period.kind is PeriodKind.FISCAL_YEAR:
        sums = _by_month(sums)
    features = sums if by is Dimension.FEATURE else _features(period)
    answers = next((one for one in features if one.key == "resident_answer"), None)
    total = usage_total(since=period.first, until=period.last)
    whole = amount_of(one=total, measure=measure)
    label_of = label_maker(by=by, keys=[one.key for one in sums], monthly=period.kind is PeriodKind.FISCAL_YEAR)
    lines = [_line(label_of(one.key), one, measure, whole) for one in sums]
    if by is not Dimension.DAY:
        lines.sort(key=lambda line: (-line.share, -line.calls, line.label))
    return UsageReport(
        period=period,
        lines=tuple(lines),
        total=_line(_("合計"), total, measure, whole),
        chart=_chart(by, period, measure, sums, lines) if sums else None,
        per_answer=answers.cost_yen / answers.calls if answers and answers.calls else None,
    )


def period_for(*, span: Span, now: datetime) -> Period:
    """The month or fiscal year that the words mean at `now`."""
    kind = PeriodKind.MONTH if span in (Span.MONTH, Span.LAST_MONTH) else PeriodKind.FISCAL_YEAR
    present = period_of(kind=kind, day=day_of(at=now))
    if span in (Span.MONTH, Span.YEAR):
        return present
    return period_of(kind=kind, day=present.first - timedelta(days=1))


def amount_of(*, one: UsageSum, measure: Measure) -> Decimal:
    """The measured amount of a sum."""
    if measure is Measure.YEN:
        return one.cost_yen
    return Decimal(one.calls if measure is Measure.CALLS else one.tokens_in + one.tokens_out)


def _by_month(sums: tuple[UsageSum, ...]) -> tuple[UsageSum, ...]:
    months: dict[date, UsageSum] = {}
    for one in sums:
        if isinstance(one.key, date):
            month = one.key.replace(day=1)
            known = months.get(month)
            added = {n: getattr(one, n) + getattr(known, n) for n in _COUNTED} if known else {}
            months[month] = replace(one, key=month, **added)
    return tuple(months.values())


def _features(period: Period) -> tuple[UsageSum, ...]:
    return usage_by(dimension=Dimension.FEATURE, since=period.first, until=period.last)


def _line(label: str, one: UsageSum, measure: Measure, whole: Decimal) -> UsageLine:
    share = amount_of(one=one, measure=measure) * 100 / whole if whole else Decimal(0)
    tokens = one.tokens_in + one.tokens_out
    return UsageLine(label, one.calls, one.failed_calls, tokens, one.cost_yen, share.quantize(Decimal("0.1")))


def _chart(
    by: Dimension, period: Period, measure: Measure, sums: tuple[UsageSum, ...], lines: list[UsageLine]
) -> Chart:
    unit = measure_unit(measure=measure.value)
    if by is Dimension.DAY:
        labels, values = _over_time(period, measure, sums)
        title = _("月ごとの利用量") if period.kind is PeriodKind.FISCAL_YEAR else _("日ごとの利用量")
        return draw_chart(title=title, labels=labels, series=[Series(unit, tuple(values))], unit=unit)
    shown = lines[:_MOST_BARS]
    numbers = tuple(float(_number(line, measure)) for line in shown)
    first = shown[0]
    summary = _("最も多いのは%(label)sで、全体の%(share)s%%です。") % {"label": first.label, "share": first.share}
    return draw_chart(
        title=_("内訳"),
        labels=[line.label for line in shown],
        series=[Series(unit, numbers)],
        unit=unit,
        summary=summary,
        shape="lying",
    )


def _number(line: UsageLine, measure: Measure) -> Decimal:
    if measure is Measure.YEN:
        return line.yen.quantize(Decimal("0.01"))
    return Decimal(line.calls if measure is Measure.CALLS else line.tokens)


def _over_time(period: Period, measure: Measure, sums: tuple[UsageSum, ...]) -> tuple[list[str], list[float | None]]:
    monthly = period.kind is PeriodKind.FISCAL_YEAR
    amounts: dict[date, Decimal] = defaultdict(Decimal)
    for one in sums:
        if isinstance(one.key, date):
            amounts[one.key.replace(day=1) if monthly else one.key] += amount_of(one=one, measure=measure)
    days = (period.first + timedelta(days=n) for n in range((period.last - period.first).days + 1))
    places = [day for day in days if not monthly or day.day == 1]
    label = month_label if monthly else day_label
    last = max(amounts)
    values = [float(round(amounts[day], 2)) if day <= last else None for day in places]
    return [label(day=day) for day in places], values
