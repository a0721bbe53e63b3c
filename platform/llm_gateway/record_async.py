"""Recording usage from an event loop, also while the reader's task is being cancelled, holding no connection after."""

import asyncio
from contextvars import Context
from typing import Final

from asgiref.sync import sync_to_async
from django.db import connections

from llm_gateway.call_record import Recorder, record_safely
from metering.public import UsageEvent

_running: Final[set[asyncio.Task[None]]] = set()  # the loop itself keeps tasks only weakly


async def record_shielded(*, event: UsageEvent, record: Recorder, context: Context) -> None:
    """Record in a thread, in `context`; when this task is cancelled meanwhile, the recording goes on to its end.

    `context` is the one in which the call began: an abandoned generator is finalised by the loop in whatever context
    is current at that moment, which may be another town's.
    """
    task = asyncio.get_running_loop().create_task(_record_in_thread(event, record), context=context)
    _running.add(task)
    task.add_done_callback(_running.discard)
    await asyncio.shield(task)


async def recordings_finished() -> None:
    """Wait for recordings that outlived their readers; for the end of a server, a command, a test."""
    own = asyncio.get_running_loop()
    while waiting := [task for task in _running if task.get_loop() is own]:
        await asyncio.gather(*waiting, return_exceptions=True)


async def _record_in_thread(event: UsageEvent, record: Recorder) -> None:
    # Not thread-sensitive: the request's own thread may be gone when its reader has left.
    await sync_to_async(_record_and_close, thread_sensitive=False)(event, record)


def _record_and_close(event: UsageEvent, record: Recorder) -> None:
    try:
        record_safely(event=event, record=record)
    finally:
        connections.close_all()
