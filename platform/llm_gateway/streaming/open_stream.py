"""Sends a chat request and opens the stream of its answer: with retries where nothing was produced yet."""

import asyncio
import time
from dataclasses import dataclass
from typing import Any

import openai

from llm_gateway.addresses import AddressRefused
from llm_gateway.call_record import CallRecord
from llm_gateway.chat import ChatRequest
from llm_gateway.clients import async_client
from llm_gateway.failures import CLIENT_ERRORS, FailureKind, ModelFailed, failure_of, retry_after_seconds
from llm_gateway.retrying import wait_before_retry
from llm_gateway.streaming.dialect import body_of, learn


@dataclass(frozen=True, slots=True)
class Patience:
    """Until when the first word must have come (monotonic seconds), and whether another endpoint stands behind."""

    first_token_by: float
    another: bool


async def open_stream(*, request: ChatRequest, call: CallRecord, patience: Patience) -> openai.AsyncStream[object]:
    """The opened stream; its events are plain JSON values. Raises ModelFailed."""
    tried = 0
    while True:
        body = body_of(request=request, endpoint=call.endpoint)
        try:
            return await _send(body, call, patience)
        except CLIENT_ERRORS as error:
            if isinstance(error, openai.APIStatusError) and learn(error=error, sent=body, endpoint=call.endpoint):
                continue
            tried += 1
            kind = failure_of(error)
            wait = wait_before_retry(
                kind=kind,
                asked_seconds=retry_after_seconds(error),
                tried=tried,
                seconds_left=patience.first_token_by - time.monotonic(),
                another=patience.another,
            )
            if wait is None:
                raise ModelFailed(kind, detail=str(error)) from error
        await asyncio.sleep(wait)


async def _send(body: dict[str, Any], call: CallRecord, patience: Patience) -> openai.AsyncStream[object]:
    times = call.endpoint.times
    try:
        client = async_client(endpoint=call.endpoint)
    except AddressRefused as refused:
        raise ModelFailed(FailureKind.UNAVAILABLE, detail=str(refused)) from refused
    call.sent = True
    try:
        async with asyncio.timeout(patience.first_token_by - time.monotonic()):
            return await client.post(
                "/chat/completions",
                body=body,
                # The body is read as plain values: the package's model objects cost several times the reading itself.
                cast_to=object,
                options={"timeout": openai.Timeout(times.total, connect=times.connect)},
                stream=True,
                stream_cls=openai.AsyncStream[object],
            )
    except TimeoutError as slow:
        raise ModelFailed(FailureKind.SLOW_FIRST_TOKEN, detail="no answer began in time") from slow
