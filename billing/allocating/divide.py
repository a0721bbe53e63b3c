"""Divides a bill by a formula: a table of whole yen in which every row and every column adds up. No database."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Final

from billing.allocating.bounds import within_bounds
from billing.allocating.formula import AllocationRefused, Base, Formula, Member, Part, faults_of
from billing.allocating.largest_remainder import by_largest_remainder

_DIGITS: Final = 50  # of powers with a broken exponent; far below a yen, and the same on every machine


@dataclass(frozen=True, slots=True)
class Row:
    """One member's yen: `parts` in the order of the formula, `adjusted` what minimum and cap added or took."""

    code: str
    name: str
    flat: int
    host: int
    parts: tuple[int, ...]
    adjusted: int

    @property
    def total(self) -> int:
        """The member's share."""
        return self.flat + self.host + sum(self.parts) + self.adjusted


@dataclass(frozen=True, slots=True)
class Division:
    """A divided bill: `net` = `total` − `revenue` is the sum of all rows; `part_totals` in the order of the formula."""

    total: int
    revenue: int
    net: int
    part_totals: tuple[int, ...]
    rows: tuple[Row, ...]


def divide(*, total: int, revenue: int, formula: Formula, members: Sequence[Member]) -> Division:
    """Divide `total` − `revenue` yen among the members, in their order. Raises AllocationRefused with every reason."""
    faults = faults_of(total=total, revenue=revenue, formula=formula, members=members)
    if faults:
        raise AllocationRefused(faults)
    order = [member.code for member in members]
    net = total - revenue
    rest = net - formula.flat_yen * len(members)
    host = int(rest * Fraction(formula.host_percent) / 100)
    weights = [Fraction(part.weight) for part in formula.parts]
    names = [f"{place:03d}" for place in range(len(weights))]
    part_totals = by_largest_remainder(total=rest - host, weights=weights, order=names)
    columns = [
        by_largest_remainder(total=amount, weights=_weights(part, members), order=order)
        for part, amount in zip(formula.parts, part_totals, strict=True)
    ]
    before = [
        formula.flat_yen + (host if member.is_host else 0) + sum(column[place] for column in columns)
        for place, member in enumerate(members)
    ]
    after = within_bounds(shares=before, low=formula.minimum_yen, high=formula.cap_yen, order=order)
    rows = tuple(
        Row(
            code=member.code,
            name=member.name,
            flat=formula.flat_yen,
            host=host if member.is_host else 0,
            parts=tuple(column[place] for column in columns),
            adjusted=after[place] - before[place],
        )
        for place, member in enumerate(members)
    )
    return Division(total, revenue, net, tuple(part_totals), rows)


def _weights(part: Part, members: Sequence[Member]) -> list[Fraction]:
    if part.base is Base.EQUAL:
        return [Fraction(1)] * len(members)
    return [_power(member.bases[part.base] or Decimal(0), part.exponent) for member in members]


def _power(value: Decimal, exponent: Decimal) -> Fraction:
    if exponent == 1 or not value:
        return Fraction(value)
    with localcontext() as context:
        context.prec = _DIGITS
        return Fraction(value**exponent)
