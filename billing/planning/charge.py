"""What a month comes to: fee, options, discount, and use above what is included. No database, whole yen before tax.

A part of a period costs the difference of two whole amounts, counted from the period's first day. So however a month is
cut, its pieces add up to the month's fee to the yen. Amounts below a yen are cut off.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from billing.planning.terms import METER_UNITS, Cycle, Meter, PlanRefused, PlanTerms, base_fee
from billing.tax_classes import TaxClass
from metering.public import Period, PeriodKind, period_of


@dataclass(frozen=True, slots=True)
class Use:
    """A day of use. `yen`: by the consortium's list; None when a part of it has no price."""

    calls: int
    tokens: int
    yen: Decimal | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days, both included, on which one edition of a plan holds with the options that the town took.

    `opens`: a yearly fee is due: the town comes to the plan on the first day, or the fiscal year begins.
    """

    first: date
    last: date
    plan: str
    terms: PlanTerms
    options: tuple[str, ...]
    opens: bool


@dataclass(frozen=True, slots=True)
class ChargeLine:
    """A line of a bill for days that lie in one fiscal year. `quantity` × `unit_price` is `yen`, cut to whole yen."""

    what: str
    first: date
    last: date
    quantity: Decimal
    unit: str
    unit_price: Decimal
    yen: int
    tax: TaxClass


def part_of(*, amount: int, whole: Period, first: date, last: date) -> int:
    """What the days `first` to `last` of a period cost of its `amount`; the parts of a period add up to it."""
    days = (whole.last - whole.first).days + 1
    until, before = (last - whole.first).days + 1, (first - whole.first).days
    return amount * until // days - amount * before // days


def charge_month(
    *, stretches: Sequence[Stretch], population: int | None, month: Period, use: Mapping[date, Use]
) -> tuple[ChargeLine, ...]:
    """The lines of a month. `stretches` lie within it, in order; a yearly fee is charged in the month it begins.

    Raises PlanRefused when the population is missing, or a price of what was used.
    """
    lines: list[ChargeLine] = []
    for stretch in stretches:
        lines += _fees(stretch, population, month)
        lines += _overage(stretch, month, use)
    return tuple(lines)


def _fees(stretch: Stretch, population: int | None, month: Period) -> list[ChargeLine]:
    terms, first, last, whole = stretch.terms, stretch.first, stretch.last, month
    if terms.cycle is Cycle.YEARLY:
        whole = period_of(kind=PeriodKind.FISCAL_YEAR, day=first)
        last = whole.last
        if not stretch.opens:
            return []  # charged when it began
    fees = [(_("%(plan)s 基本料金") % {"plan": stretch.plan}, base_fee(terms=terms, population=population))]
    fees += [(option.name, option.yen) for option in terms.options if option.name in stretch.options]
    lines = [
        _line(what, part_of(amount=yen, whole=whole, first=first, last=last), first, last, terms.tax)
        for what, yen in fees
    ]
    return lines + _discount(terms, [yen for _what, yen in fees], whole, first, last)


def _discount(terms: PlanTerms, fees: Sequence[int], whole: Period, first: date, last: date) -> list[ChargeLine]:
    """Off fee and options of the days to its end; the days after that cost in full."""
    end = min(last, terms.discount_until or last)
    if not terms.discount_percent or end < first:
        return []
    parts = [part_of(amount=yen, whole=whole, first=first, last=end) for yen in fees]
    off = int(sum(parts) * terms.discount_percent / 100)
    words = {"name": terms.discount_name, "percent": f"{terms.discount_percent.normalize():f}"}
    return [_line(_("%(name)s（%(percent)s％引き）") % words, -off, first, end, terms.tax)] if off else []


def _line(what: str, yen: int, first: date, last: date, tax: TaxClass) -> ChargeLine:
    return ChargeLine(what, first, last, Decimal(1), _("式"), Decimal(yen), yen, tax)


def _overage(stretch: Stretch, month: Period, use: Mapping[date, Use]) -> list[ChargeLine]:
    terms, first, last = stretch.terms, stretch.first, stretch.last
    if not terms.unit_price:
        return []
    used = _units(terms.meter, [one for day, one in use.items() if first <= day <= last])
    above = used - part_of(amount=terms.included, whole=month, first=first, last=last)
    if above <= 0:
        return []
    what, unit = _("%(plan)s 超過利用") % {"plan": stretch.plan}, str(METER_UNITS[terms.meter])
    yen = int(above * terms.unit_price)
    return [ChargeLine(what, first, last, above, unit, terms.unit_price, yen, terms.tax)]


def _units(meter: Meter, days: Sequence[Use]) -> Decimal:
    if meter is Meter.YEN and any(day.yen is None for day in days):
        raise PlanRefused([_("単価のない利用があります。「単価と為替」で登録すると計算できます。")])
    count: dict[Meter, Callable[[Use], Decimal]] = {
        Meter.CALLS: lambda day: Decimal(day.calls),
        Meter.KILOTOKENS: lambda day: Decimal(day.tokens) / 1000,
        Meter.YEN: lambda day: day.yen or Decimal(0),
    }
    return sum((count[meter](day) for day in days), Decimal(0))


@dataclass(frozen=True, slots=True)
class Start:
    """From this day on a town is on a plan with options; `plan_id` None: it is on none."""

    day: date
    plan_id: int | None
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """Terms of a plan from a day on."""

    day: date
    plan: str
    terms: PlanTerms


def stretches_of(
    *, starts: Sequence[Start], editions: Mapping[int, Sequence[Edition]], first: date, last: date
) -> tuple[Stretch, ...]:
    """The days cut where plan or terms change; days without a plan are left out. Each start and each edition holds
    until the next one, so there is neither gap nor overlap. A yearly fee holds by the terms of the day it began.

    Raises PlanRefused for a plan that has no terms yet on a day a town is on it.
    """
    cuts = {first, *(start.day for start in starts), *(one.day for rows in editions.values() for one in rows)}
    days = sorted(day for day in cuts if first <= day <= last)
    ends = [*(day - timedelta(days=1) for day in days[1:]), last]
    found: list[Stretch] = []
    for begin, end in zip(days, ends, strict=True):
        start = max((one for one in starts if one.day <= begin), key=lambda one: one.day, default=None)
        if start is None or start.plan_id is None:
            continue
        held = max((e for e in editions.get(start.plan_id, ()) if e.day <= begin), key=lambda e: e.day, default=None)
        if held is None:
            raise PlanRefused(
                [_("%(day)sに有効な料金がありません。料金の「いつから」を早めてください。") % {"day": begin}]
            )
        opens = begin == start.day or begin == period_of(kind=PeriodKind.FISCAL_YEAR, day=begin).first
        one = Stretch(begin, end, held.plan, held.terms, start.options, opens)
        before = found[-1] if found else None
        if before and before.last + timedelta(days=1) == begin and _same(before, one):
            found[-1] = replace(before, last=end)
        else:
            found.append(one)
    return tuple(found)


def _same(a: Stretch, b: Stretch) -> bool:
    return (a.plan, a.terms, a.options) == (b.plan, b.terms, b.options)
