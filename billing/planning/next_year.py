"""Next fiscal year as figures: twelve months of the plan, and the overage that this year's use points to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from billing.planning.charge import ChargeLine, Edition, Start, Use, charge_month, stretches_of
from billing.tax_classes import TaxClass
from metering.public import Period, PeriodKind, period_of


@dataclass(frozen=True, slots=True)
class NextYear:
    """Lines of the year. `basis`: how many full months of use it rests on; with 0 there is no overage in it."""

    year: int
    lines: tuple[ChargeLine, ...]
    basis: int

    @property
    def total(self) -> int:
        """Yen before tax."""
        return sum(line.yen for line in self.lines)


def next_year(
    *,
    year: int,
    starts: Sequence[Start],
    editions: Mapping[int, Sequence[Edition]],
    population: int | None,
    use: Mapping[date, Use],
    today: date,
) -> NextYear:
    """What fiscal `year` comes to. `use`: this fiscal year's days until `today`; only months that are over count, and
    each coming month is taken to be their average. Raises PlanRefused."""
    months = months_of(year=year - 1)
    full = [month for month in months if month.last < today and any(month.first <= day <= month.last for day in use)]
    average = _average([one for day, one in use.items() if any(m.first <= day <= m.last for m in full)], len(full))
    lines: dict[tuple[str, str, Decimal, TaxClass], ChargeLine] = {}
    for month in months_of(year=year):
        held = stretches_of(starts=starts, editions=editions, first=month.first, last=month.last)
        expected = {month.first: average} if average else {}
        for line in charge_month(stretches=held, population=population, month=month, use=expected):
            _add(lines, line)
    return NextYear(year, tuple(lines.values()), len(full))


def months_of(*, year: int) -> tuple[Period, ...]:
    """April to March of a fiscal year."""
    day = date(year, 4, 1)
    months: list[Period] = []
    while not months or months[-1].last < date(year + 1, 3, 31):
        months.append(period_of(kind=PeriodKind.MONTH, day=day))
        day = months[-1].last + timedelta(days=1)
    return tuple(months)


def _average(days: Sequence[Use], months: int) -> Use | None:
    if not months:
        return None
    priced = None if any(day.yen is None for day in days) else sum((day.yen or Decimal(0) for day in days), Decimal(0))
    calls, tokens = sum(day.calls for day in days) // months, sum(day.tokens for day in days) // months
    return Use(calls, tokens, None if priced is None else priced / months)


def _add(lines: dict[tuple[str, str, Decimal, TaxClass], ChargeLine], line: ChargeLine) -> None:
    """Months that cost the same become one line with their number as quantity."""
    fee = line.quantity == 1 and line.unit_price == line.yen
    key = (line.what, line.unit, line.unit_price, line.tax)
    known = lines.get(key)
    if known is None:
        lines[key] = line
        return
    quantity = known.quantity + (1 if fee else line.quantity)
    lines[key] = ChargeLine(
        line.what, known.first, line.last, quantity, line.unit, line.unit_price, known.yen + line.yen, line.tax
    )
