"""Event sources that behave in the ways a model behaves, for the tests of the event stream."""

import asyncio
from collections.abc import AsyncIterator
from contextvars import ContextVar

from asgiref.sync import sync_to_async
from django.db import connection
from django.http import HttpRequest, StreamingHttpResponse

from tenants.public import in_public
from web.public import ServerEvent, event_stream
from web.request_id import current_request_id

place: ContextVar[str] = ContextVar("place", default="nowhere")
ended: dict[str, asyncio.Event] = {}
notes: list[str] = []


async def words() -> AsyncIterator[ServerEvent]:
    """Three events, the second of two lines."""
    yield ServerEvent(event="word", data="燃える")
    yield ServerEvent(event="word", data="一行目\n二行目", event_id="2")
    yield ServerEvent(event="number", data=current_request_id())


async def slow() -> AsyncIterator[ServerEvent]:
    """Thinks before it speaks."""
    await asyncio.sleep(0.5)
    yield ServerEvent(event="word", data="はい")


async def endless() -> AsyncIterator[ServerEvent]:
    """Enters a place, speaks for ever, and has last work to do when the reader leaves."""
    token = place.set("雲居町")
    try:
        while True:
            yield ServerEvent(event="word", data=place.get())
            await asyncio.sleep(0.02)
    finally:
        await asyncio.sleep(0.05)
        notes.append(f"recorded in {place.get()}")
        place.reset(token)
        ended["endless"].set()


async def failing() -> AsyncIterator[ServerEvent]:
    """Breaks after the first word."""
    yield ServerEvent(event="word", data="はい")
    raise RuntimeError("the model broke off")


async def connected() -> AsyncIterator[ServerEvent]:
    """Says whether the request's database connection is still held while it streams."""
    held = await sync_to_async(lambda: connection.connection is not None)()
    yield ServerEvent(event="held", data=str(held))


async def failing_late() -> AsyncIterator[ServerEvent]:
    """Its last work fails after the reader has left."""
    try:
        while True:
            yield ServerEvent(event="word", data="はい")
            await asyncio.sleep(0.02)
    finally:
        raise RuntimeError("could not be recorded")


SOURCES = {"words": words, "slow": slow, "endless": endless, "failing": failing, "failing-late": failing_late}


async def stream_after_query(request: HttpRequest) -> StreamingHttpResponse:
    """Asks the database first, as every turn does in its first hop."""
    before = await sync_to_async(_query)()
    response = event_stream(events=connected())
    response["X-Held-Before"] = str(before)
    return response


def _query() -> bool:
    with in_public(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return connection.connection is not None


async def stream(request: HttpRequest, kind: str) -> StreamingHttpResponse:
    """One of the sources as a response with quick keep-alives."""
    return event_stream(events=SOURCES[kind](), keep_alive_seconds=0.1)
