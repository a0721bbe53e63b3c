"""Reads a day of every year as clerks type it."""

import re
from datetime import date
from typing import Final

_WRITTEN: Final = re.compile(r"\s*(\d{1,2})\s*[/月]\s*(\d{1,2})\s*日?\s*")
_LEAP_YEAR: Final = 2028


def read_day(*, typed: str) -> int | None:
    """The day as month × 100 + day (11/20 and 11月20日 are 1120); None when it is no day of the calendar."""
    found = _WRITTEN.fullmatch(typed)
    if found is None:
        return None
    try:
        day = date(_LEAP_YEAR, int(found[1]), int(found[2]))
    except ValueError:
        return None
    return day.month * 100 + day.day
