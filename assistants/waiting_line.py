"""A line before the database and the search: few questions are prepared at once in a process, others wait their turn.

Two hundred at once would each take as long as all together, and each hop's time would end before any was done.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final
from weakref import WeakKeyDictionary

AT_ONCE: Final = 3  # while one waits for the database, another one reads; more only take turns at one core
LONGEST_WAIT_SECONDS: Final = 12.0

_lines: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


@asynccontextmanager
async def in_line() -> AsyncIterator[None]:
    """Holds one of the places of this process; who came first goes first.

    After LONGEST_WAIT_SECONDS one goes without a place: the database is slow then, and the limit of the hop ends it.
    """
    line = _lines.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(AT_ONCE))
    try:
        await asyncio.wait_for(line.acquire(), LONGEST_WAIT_SECONDS)
    except TimeoutError:
        yield
        return
    try:
        yield
    finally:
        line.release()
