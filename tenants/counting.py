"""Counts how often something happened this minute, over all processes; the cache's keys carry the town."""

from datetime import datetime
from typing import Final

from django.core.cache import cache

_MINUTE: Final = 60  # seconds
_HOUR: Final = 3600


def count_this_minute(*, name: str, now: datetime) -> int:
    """Count one more and say how many there were in this minute."""
    key = f"{name}:{int(now.timestamp()) // _MINUTE}"
    if cache.add(key, 1, timeout=2 * _MINUTE):
        return 1
    try:
        return cache.incr(key)
    except ValueError:  # it ran out between the two calls
        return 1


def is_first_this_hour(*, name: str, now: datetime) -> bool:
    """Whether it happens for the first time in this hour; notes that it did."""
    return cache.add(f"{name}:{int(now.timestamp()) // _HOUR}", 1, timeout=_HOUR)


def seconds_left(*, now: datetime) -> int:
    """Until the next minute begins and counting with it, at least 1."""
    return _MINUTE - int(now.timestamp()) % _MINUTE
