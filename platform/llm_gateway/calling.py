"""A call that is answered in one piece (embedding, reranking), from synchronous code, over the endpoints of a route."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import openai
from django.utils import timezone

from llm_gateway.addresses import AddressRefused
from llm_gateway.breaker import BREAKER, circuit_of
from llm_gateway.call_record import OK, CallRecord, Purpose, Recorder, record_safely
from llm_gateway.clients import sync_client
from llm_gateway.endpoint import Endpoint, Route
from llm_gateway.entered_town import check_town
from llm_gateway.failures import (
    CLIENT_ERRORS,
    COSTS_NOTHING,
    FailureKind,
    ModelFailed,
    NotConfigured,
    failure_of,
    retry_after_seconds,
)
from llm_gateway.retrying import wait_before_retry

T = TypeVar("T")
Send = Callable[[openai.OpenAI, CallRecord, openai.Timeout], T]


@dataclass(frozen=True, slots=True)
class Call:
    """What all endpoints of a call share. `deadline` in monotonic seconds; `record` takes the usage events."""

    route: Route
    purpose: Purpose
    deadline: float
    record: Recorder


def call_in_turn(*, call: Call, send: Send[T]) -> T:
    """The answer of the first endpoint that gives one; `send` makes the request and reads it.

    Each endpoint that was called is recorded once. Raises ModelFailed with the last failure, NotConfigured, WrongTown.
    """
    check_town(route=call.route)
    failure: ModelFailed | None = None
    for number, endpoint in enumerate(call.route.endpoints, start=1):
        if failure is not None and time.monotonic() >= call.deadline:
            break
        try:
            return _ask(call, endpoint, send, another=number < len(call.route.endpoints))
        except ModelFailed as failed:
            failure = failed
    raise failure or NotConfigured(call.route.feature)


def _ask(call: Call, endpoint: Endpoint, send: Send[T], *, another: bool) -> T:
    circuit = circuit_of(route=call.route, endpoint=endpoint)
    if not BREAKER.lets_pass(key=circuit, now=time.monotonic()):
        raise ModelFailed(FailureKind.CIRCUIT_OPEN, detail=endpoint.name)
    running = CallRecord(endpoint, call.purpose)
    try:
        answer = _send_patiently(call, running, send, another=another)
    except ModelFailed as failed:
        running.outcome = failed.kind
        if failed.kind in COSTS_NOTHING:
            running.tokens_in, running.estimated = 0, False
        BREAKER.note(key=circuit, kind=failed.kind, now=time.monotonic())
        raise
    else:
        running.outcome = OK
        BREAKER.succeeded(key=circuit)
        return answer
    finally:
        if running.sent:
            record_safely(event=running.event(now=timezone.now()), record=call.record)


def _send_patiently(call: Call, running: CallRecord, send: Send[T], *, another: bool) -> T:
    try:
        client = sync_client(endpoint=running.endpoint)
    except AddressRefused as refused:
        raise ModelFailed(FailureKind.UNAVAILABLE, detail=str(refused)) from refused
    running.sent = True
    tried = 0
    while True:
        left = max(0.1, call.deadline - time.monotonic())
        times = running.endpoint.times
        try:
            return send(client, running, openai.Timeout(min(times.total, left), connect=min(times.connect, left)))
        except CLIENT_ERRORS as error:
            tried += 1
            wait = wait_before_retry(
                kind=failure_of(error),
                asked_seconds=retry_after_seconds(error),
                tried=tried,
                seconds_left=call.deadline - time.monotonic(),
                another=another,
            )
            if wait is None:
                raise ModelFailed(failure_of(error), detail=str(error)) from error
        time.sleep(wait)
