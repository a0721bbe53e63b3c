"""`bench onboarding`: how long it takes to open a town."""

import time
from contextlib import ExitStack
from typing import Any, Final

from django.utils import timezone

from tenants.public import open_scratch_town, remove_scratch_town

TOWNS: Final = 50


def run() -> dict[str, Any]:
    """Open 50 fictional towns one after the other and remove them; the seconds are those of opening alone."""
    seconds = 0.0
    with ExitStack() as removed_at_the_end:
        for _number in range(TOWNS):
            start = time.perf_counter()
            town = open_scratch_town(now=timezone.now())
            seconds += time.perf_counter() - start
            removed_at_the_end.callback(remove_scratch_town, town=town)
    return {"towns": TOWNS, "seconds_per_town": round(seconds / TOWNS, 4)}
