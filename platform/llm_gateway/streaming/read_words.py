"""Reads the words of an opened stream under its time limits, until the model says that it is finished."""

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Final

import openai

from llm_gateway.call_record import CallRecord
from llm_gateway.chat import FinishReason
from llm_gateway.failures import CLIENT_ERRORS, FailureKind, ModelFailed, failure_of
from llm_gateway.limits import CHARACTERS_A_TOKEN_AT_MOST, USAGE_WAIT_SECONDS
from llm_gateway.streaming.chunk import Chunk, Usage, read_chunk
from llm_gateway.streaming.open_stream import Patience

_EVENT_STREAM: Final = "text/event-stream"


@dataclass(slots=True)
class Reading:
    """What was read so far. `finish` stays None until the model says that it is finished."""

    finish: FinishReason | None = None
    usage: Usage | None = None
    characters: int = 0
    written: list[str] = field(default_factory=list)  # also what is not shown
    events: int = 0


async def read_words(
    *, stream: openai.AsyncStream[object], call: CallRecord, reading: Reading, patience: Patience, output_limit: int
) -> AsyncGenerator[str, None]:
    """Yield pieces of text, none of them empty. Raises ModelFailed; closes the stream in every case."""
    begun = False
    try:
        while reading.finish is None:
            chunk = await _next_chunk(stream, call, reading, patience)
            reading.written += [chunk.text, chunk.thought]
            reading.characters += len(chunk.text) + len(chunk.thought)
            if reading.characters > output_limit * CHARACTERS_A_TOKEN_AT_MOST:
                raise ModelFailed(FailureKind.ENDLESS, detail=f"{reading.characters} characters")
            text = chunk.text if begun else chunk.text.lstrip()
            if text:
                begun = True
                call.first_token()
                yield text
        await _read_figures(stream, reading)
        if not begun:
            raise ModelFailed(FailureKind.EMPTY)
    finally:
        await _leave(stream)


async def _next_chunk(
    stream: openai.AsyncStream[object], call: CallRecord, reading: Reading, patience: Patience
) -> Chunk:
    limit = _limit(call, patience, call.began + call.endpoint.times.total)
    chunk = read_chunk(data=await _next(stream, limit, reading))
    reading.finish = chunk.finish
    reading.usage = chunk.usage or reading.usage
    return chunk


def _limit(call: CallRecord, patience: Patience, done_by: float) -> tuple[float, FailureKind]:
    """Until when (monotonic) the next event must come, and what it is called when it does not."""
    now = time.monotonic()
    if call.first_token_at is None:
        return patience.first_token_by, FailureKind.SLOW_FIRST_TOKEN
    return min(now + call.endpoint.times.idle, done_by), FailureKind.TIMEOUT


async def _next(stream: openai.AsyncStream[object], limit: tuple[float, FailureKind], reading: Reading) -> object:
    try:
        async with asyncio.timeout(limit[0] - time.monotonic()):
            data = await anext(stream)
    except StopAsyncIteration as end:
        raise ModelFailed(_how_it_ended(stream, reading), detail="no finish_reason came") from end
    except TimeoutError as slow:
        raise ModelFailed(limit[1]) from slow
    except CLIENT_ERRORS as error:
        # The stream had been opened: a lost connection is a cut, not an endpoint that cannot be reached.
        kind = failure_of(error)
        lost = kind is FailureKind.UNAVAILABLE and isinstance(error, openai.APIConnectionError)
        raise ModelFailed(FailureKind.CUT if lost else kind, detail=str(error)) from error
    reading.events += 1
    return data


def _how_it_ended(stream: openai.AsyncStream[object], reading: Reading) -> FailureKind:
    """A page of HTML or plain JSON has no events at all: that is no cut stream but no stream."""
    content_type = stream.response.headers.get("content-type", "")
    no_stream = reading.events == 0 and _EVENT_STREAM not in content_type
    return FailureKind.WRONG_SHAPE if no_stream else FailureKind.CUT


async def _leave(stream: openai.AsyncStream[object]) -> None:
    """Close the connection, then read on into the error that this brings: it ends the package's nested generators.

    Left where they stood they would be ended by the garbage collector: at any time, on any thread.
    """
    await stream.close()
    with contextlib.suppress(Exception):  # whatever comes now, the answer is read or has failed already
        while True:
            await anext(stream)


async def _read_figures(stream: openai.AsyncStream[object], reading: Reading) -> None:
    """The figures that may follow the end of the text are waited for, but not for long."""
    try:
        async with asyncio.timeout(USAGE_WAIT_SECONDS):
            while True:
                reading.usage = read_chunk(data=await anext(stream)).usage or reading.usage
    except (StopAsyncIteration, TimeoutError, ModelFailed, openai.OpenAIError, json.JSONDecodeError):
        return  # the end; or the text is whole and the figures are estimated instead
