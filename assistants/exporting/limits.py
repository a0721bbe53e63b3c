"""Limits of exports, in one place."""

from datetime import timedelta
from typing import Final

MOST_ROWS: Final = 100_000
AT_ONCE: Final = 500  # rows read by one query; after each the progress is written
LEASE: Final = timedelta(minutes=2)
UNHEARD: Final = timedelta(minutes=2)  # after which a waiting export is rung for again
MOST_ATTEMPTS: Final = 3
KEPT: Final = timedelta(hours=24)
MOST_SHOWN: Final = 5
