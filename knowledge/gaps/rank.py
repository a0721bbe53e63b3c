"""A rank of count and recency that needs no daily rewriting."""

import math
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

HALF_LIFE: Final = timedelta(days=14)  # a question counts half as much after it
_START: Final = datetime(2025, 1, 1, tzinfo=UTC)


def rank_after(*, rank: float | None, at: datetime) -> float:
    """The rank of a gap after one more question at `at`; `rank` None: it is the first.

    It is log2 of the sum of 2^(t / half-life). All gaps fade alike, so the order of the stored numbers is the order of
    faded counts at any later moment.
    """
    one = (at - _START) / HALF_LIFE
    if rank is None:
        return one
    high, low = max(rank, one), min(rank, one)
    return high + math.log2(1 + 2 ** (low - high))


def rank_of(*, moments: Iterable[datetime]) -> float:
    """The rank of a gap with questions at these moments; 0 without any."""
    rank: float | None = None
    for at in moments:
        rank = rank_after(rank=rank, at=at)
    return rank or 0.0
