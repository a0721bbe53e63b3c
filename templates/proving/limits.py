"""Limits of proving, in one place."""

from datetime import timedelta
from typing import Final

LEASE: Final = timedelta(minutes=5)  # longer than the slowest case may take
SLICE_SECONDS: Final = 60.0  # then other towns have their turn
MOST_TRIES: Final = 2  # of a case that takes its worker down
UNHEARD: Final = timedelta(minutes=2)  # after which a waiting run is rung for again
MOST_CASES: Final = 300
LONGEST_OUTPUT: Final = 4_000  # characters of an output that are kept
OUTAGE_SHARE: Final = 0.2  # of cases that met a failing model, from which a run says nothing
MOST_BY_THEMSELVES: Final = 10  # proofs with a model that a day begins without anybody
FEWEST_TOWNS: Final = 5  # below them no figure is shown
TOLD_WITHIN: Final = timedelta(days=14)  # a town that is gone is not counted for ever
