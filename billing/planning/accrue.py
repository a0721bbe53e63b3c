"""What a month earns by a plan, for comparing with what it costs: a yearly fee counts by its days. No database."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from billing.planning.charge import Stretch, Use, charge_month, part_of
from billing.planning.terms import Cycle, base_fee
from metering.public import Period, PeriodKind, period_of


def accrued(*, stretches: Sequence[Stretch], population: int | None, month: Period, use: Mapping[date, Use]) -> int:
    """Yen before tax. Bills charge a yearly fee in the month it begins; here each month has its share, and the shares
    of a fiscal year add up to it. Raises PlanRefused as `charge_month`.
    """
    # A stretch that does not open charges no yearly fee: what is left is use above what is included.
    lines = charge_month(
        stretches=[replace(one, opens=False) for one in stretches], population=population, month=month, use=use
    )
    return sum(line.yen for line in lines) + sum(_yearly_share(one, population) for one in stretches)


def _yearly_share(stretch: Stretch, population: int | None) -> int:
    terms = stretch.terms
    if terms.cycle is not Cycle.YEARLY:
        return 0
    year = period_of(kind=PeriodKind.FISCAL_YEAR, day=stretch.first)
    fees = [base_fee(terms=terms, population=population)]
    fees += [option.yen for option in terms.options if option.name in stretch.options]
    whole = sum(part_of(amount=yen, whole=year, first=stretch.first, last=stretch.last) for yen in fees)
    end = min(stretch.last, terms.discount_until or stretch.last)
    if not terms.discount_percent or end < stretch.first:
        return whole
    cheaper = sum(part_of(amount=yen, whole=year, first=stretch.first, last=end) for yen in fees)
    return whole - int(cheaper * terms.discount_percent / 100)
