"""Limits of evaluating, in one place."""

from datetime import timedelta
from typing import Final

MOST_QUESTIONS: Final = 500  # of one topic
LEASE: Final = timedelta(minutes=3)  # longer than the slowest answer may take
SLICE_SECONDS: Final = 60.0  # then other towns have their turn
MOST_TRIES: Final = 2  # of a question that takes its worker down
UNHEARD: Final = timedelta(minutes=2)  # after which a waiting run is rung for again
OUTAGE_SHARE: Final = 0.2  # from which a run says nothing of accuracy
STALE_SHARE: Final = 0.1  # of the documents in service, or of the set's questions, that changed since
STALE_LEAST: Final = 3  # and so many at least
AGAIN_AFTER: Final = timedelta(hours=20)  # between two runs that nobody started
