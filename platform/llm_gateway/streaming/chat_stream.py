"""A chat request over the endpoints of its route: start reading the gateway here."""

import time
from collections.abc import AsyncGenerator
from contextlib import aclosing

from django.utils import timezone

from llm_gateway.breaker import BREAKER, circuit_of
from llm_gateway.call_record import OK, CallRecord, Purpose, Recorder
from llm_gateway.chat import ChatRequest, Delta, Finished, FinishReason
from llm_gateway.endpoint import Endpoint, Route
from llm_gateway.entered_town import check_town
from llm_gateway.failures import FailureKind, ModelFailed, NotConfigured
from llm_gateway.record_async import record_shielded
from llm_gateway.streaming.count_tokens import count_tokens
from llm_gateway.streaming.dialect import output_limit
from llm_gateway.streaming.open_stream import Patience, open_stream
from llm_gateway.streaming.read_words import Reading, read_words
from metering.public import record_usage


async def chat_stream(
    *, request: ChatRequest, route: Route, record: Recorder = record_usage
) -> AsyncGenerator[Delta | Finished, None]:
    """Yield the answer as Delta events and one Finished, from the first endpoint of the route that answers.

    A failure before the first word goes on with the next endpoint; after it, ModelFailed is raised, as it is when no
    endpoint is left: the caller falls back to quoting. Each endpoint that was called is recorded exactly once, also
    when the reader leaves in the middle. Holds no database connection. Raises NotConfigured for an empty route,
    WrongTown. Close it when you leave early: `async with contextlib.aclosing(chat_stream(…)) as events`.
    """
    check_town(route=route)
    deadline = time.monotonic() + request.deadline_seconds
    failure: ModelFailed | None = None
    for number, endpoint in enumerate(route.endpoints, start=1):
        now = time.monotonic()
        if failure is not None and now >= deadline:
            break
        first_token_by = min(deadline, now + endpoint.times.first_token)
        patience = Patience(first_token_by=first_token_by, another=number < len(route.endpoints))
        try:
            async with aclosing(_ask(request, route, endpoint, patience, record)) as events:
                async for event in events:
                    yield event
                return
        except ModelFailed as failed:
            if failed.after_first_token:
                raise
            failure = failed
    raise failure or NotConfigured(route.feature)


async def _ask(
    request: ChatRequest, route: Route, endpoint: Endpoint, patience: Patience, record: Recorder
) -> AsyncGenerator[Delta | Finished, None]:
    """One endpoint. Raises ModelFailed; `finally` is what counts the call."""
    circuit = circuit_of(route=route, endpoint=endpoint)
    if not BREAKER.lets_pass(key=circuit, now=time.monotonic()):
        raise ModelFailed(FailureKind.CIRCUIT_OPEN, detail=endpoint.name)
    call = CallRecord(endpoint, _purpose(request))
    reading = Reading()
    try:
        stream = await open_stream(request=request, call=call, patience=patience)
        limit = output_limit(request=request, endpoint=endpoint)
        words = read_words(stream=stream, call=call, reading=reading, patience=patience, output_limit=limit)
        async with aclosing(words):
            async for text in words:
                yield Delta(text)
        call.outcome = OK
        BREAKER.succeeded(key=circuit)
        count_tokens(call=call, request=request, reading=reading)
        yield _finished(call, reading)
    except ModelFailed as failed:
        call.outcome = failed.kind
        failed.after_first_token = call.first_token_at is not None
        BREAKER.note(key=circuit, kind=failed.kind, now=time.monotonic())
        raise
    finally:
        if call.sent:
            count_tokens(call=call, request=request, reading=reading)
            await record_shielded(event=call.event(now=timezone.now()), record=record, context=call.context)


def _purpose(request: ChatRequest) -> Purpose:
    return Purpose(request.feature, request.channel, request.section_id, request.person_id, request.turn_id)


def _finished(call: CallRecord, reading: Reading) -> Finished:
    return Finished(
        reason=reading.finish or FinishReason.STOP,
        endpoint_name=call.endpoint.name,
        model=call.endpoint.model,
        tokens_in=call.tokens_in,
        tokens_out=call.tokens_out,
        estimated=call.estimated,
        first_token_ms=call.first_token_ms or 0,
        total_ms=call.total_ms,
    )
