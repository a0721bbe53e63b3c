"""Keeps shares between a minimum and a cap; what that takes or leaves is divided among the others in proportion."""

from collections.abc import Sequence
from fractions import Fraction

from billing.allocating.largest_remainder import by_largest_remainder


def within_bounds(*, shares: Sequence[int], low: int | None, high: int | None, order: Sequence[str]) -> list[int]:
    """The same total, nobody below `low` or above `high` (whole yen). The caller has checked that this is possible.

    In rounds: what the bounds take and give is set against each other; the side that weighs more is fixed first, then
    the others share what is left. This ends, for each round fixes at least one member.
    """
    total, count = sum(shares), len(shares)
    fixed: dict[int, int] = {}
    while True:
        free = [place for place in range(count) if place not in fixed]
        left = total - sum(fixed.values())
        exact = _proportional(left, [shares[place] for place in free])
        bent = [_bend(value, low, high) for value in exact]
        surplus = sum(bent) - left
        for place, value, now in zip(free, exact, bent, strict=True):
            if now != value and (surplus == 0 or (now > value) == (surplus > 0)):
                fixed[place] = int(now)
        if surplus == 0:
            return _round(shares, fixed, total, order)


def _proportional(left: int, weights: Sequence[int]) -> list[Fraction]:
    whole = sum(weights)
    if not whole:
        return [Fraction(left, len(weights)) for _weight in weights] if weights else []
    return [Fraction(left * weight, whole) for weight in weights]


def _bend(value: Fraction, low: int | None, high: int | None) -> Fraction:
    if low is not None and value < low:
        return Fraction(low)
    return Fraction(high) if high is not None and value > high else value


def _round(shares: Sequence[int], fixed: dict[int, int], total: int, order: Sequence[str]) -> list[int]:
    free = [place for place in range(len(shares)) if place not in fixed]
    done = [fixed.get(place, 0) for place in range(len(shares))]
    left = total - sum(fixed.values())
    if free:
        weights = [Fraction(shares[place]) for place in free]
        if not any(weights):
            weights = [Fraction(1)] * len(free)
        divided = by_largest_remainder(total=left, weights=weights, order=[order[place] for place in free])
        for place, amount in zip(free, divided, strict=True):
            done[place] = amount
    return done
