"""Whole yen by the method of largest remainders (最大剰余法, Hamilton): shares sum to the total, always."""

from collections.abc import Sequence
from fractions import Fraction


def by_largest_remainder(*, total: int, weights: Sequence[Fraction], order: Sequence[str]) -> list[int]:
    """Divide `total` ≥ 0 in proportion to `weights` ≥ 0, of which one at least is above 0.

    Everybody gets the whole yen of the exact share; the yen that are left go to the largest remainders, of equal ones
    to who comes first by `order` (a code for each weight). So the result does not depend on how the rows are sorted,
    and who has a larger weight than before, the others unchanged, never gets less.
    """
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    shares = [int(share) for share in exact]
    left = total - sum(shares)
    by_remainder = sorted(range(len(exact)), key=lambda place: (shares[place] - exact[place], order[place]))
    for place in by_remainder[:left]:
        shares[place] += 1
    return shares
