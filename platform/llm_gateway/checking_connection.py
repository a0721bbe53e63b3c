"""Tries an endpoint as the product would use it, and names what is wrong."""

import asyncio
import time
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Any, Final

import openai

from llm_gateway.addresses import AddressRefused
from llm_gateway.breaker import BREAKER, circuit_of
from llm_gateway.call_record import Recorder, record_safely
from llm_gateway.chat import ChatMessage, ChatRequest, Finished
from llm_gateway.clients import close_clients, sync_client
from llm_gateway.connection_report import PROBLEM_OF, ConnectionReport, Problem, words_for
from llm_gateway.embedding import embed
from llm_gateway.endpoint import Endpoint, Route
from llm_gateway.entered_town import entered_schema
from llm_gateway.failures import CLIENT_ERRORS, FailureKind, ModelFailed, failure_of
from llm_gateway.features import EndpointKind, Feature
from llm_gateway.record_async import recordings_finished
from llm_gateway.reranking import rerank
from llm_gateway.streaming.chat_stream import chat_stream
from metering.public import UsageEvent, record_usage
from pii_masking.public import MaskedText

_PROBE: Final = MaskedText.trusted(text="「はい」とだけ答えてください。", reason="the gateway's own test sentence")
_PROBE_TOKENS: Final = 256  # a model that thinks first needs some before its first word
_MODELS_SHOWN: Final = 50


@dataclass(frozen=True, slots=True)
class _Listing:
    """What GET /models gave. Many servers do not have it, so its failure alone decides little."""

    models: tuple[str, ...] = ()
    failure: FailureKind | None = None
    reached: bool = True


@dataclass(frozen=True, slots=True)
class _Answer:
    first_token_ms: int | None = None
    dimensions: int | None = None


def test_connection(*, endpoint: Endpoint, record: Recorder = record_usage) -> ConnectionReport:  # noqa: PT028  no test
    """Ask the endpoint for a tiny answer; never raises for what the endpoint does. Not inside a running event loop.

    Outside of any transaction, please: it may take as long as the endpoint's limits allow. A transcription endpoint is
    only asked for its list of models. Usage is recorded under the feature connection_test.
    """
    began = time.monotonic()
    try:
        listing = _list_models(endpoint)
    except AddressRefused as refused:
        return replace(_report(Problem.ADDRESS), sentence=str(refused))
    if not listing.reached:
        slow = listing.failure is FailureKind.TIMEOUT
        return _report(Problem.TIME_OUT if slow else Problem.ADDRESS)
    try:
        answer = _probe(endpoint, listing, record)
    except ModelFailed as failed:
        return replace(_report(_problem(failed, listing, endpoint)), detail=failed.detail, models=listing.models)
    return replace(
        _report(None),
        models=listing.models,
        first_token_ms=answer.first_token_ms,
        total_ms=round((time.monotonic() - began) * 1000),
        dimensions=answer.dimensions,
    )


test_connection.__test__ = False  # type: ignore[attr-defined]  # for pytest


def _report(problem: Problem | None) -> ConnectionReport:
    sentence, next_step = words_for(problem=problem)
    return ConnectionReport(ok=problem is None, problem=problem, sentence=sentence, next_step=next_step)


def _problem(failed: ModelFailed, listing: _Listing, endpoint: Endpoint) -> Problem:
    """A 404 for everything is a wrong path; a 404 that names the model is a wrong model."""
    nothing_there = failed.kind is FailureKind.UNKNOWN_MODEL and listing.failure is FailureKind.UNKNOWN_MODEL
    if nothing_there and endpoint.model not in failed.detail:
        return Problem.ADDRESS
    return PROBLEM_OF[failed.kind]


def _list_models(endpoint: Endpoint) -> _Listing:
    times = endpoint.times
    try:
        answer: Any = sync_client(endpoint=endpoint).get(
            "/models",
            cast_to=object,
            options={"timeout": openai.Timeout(times.first_token, connect=times.connect)},
        )
        return _Listing(models=tuple(sorted(str(model["id"]) for model in answer["data"]))[:_MODELS_SHOWN])
    except CLIENT_ERRORS as error:
        return _Listing(failure=failure_of(error), reached=not isinstance(error, openai.APIConnectionError))
    except (KeyError, TypeError):
        return _Listing(failure=FailureKind.WRONG_SHAPE)


def _probe(endpoint: Endpoint, listing: _Listing, record: Recorder) -> _Answer:
    route = Route(Feature.CONNECTION_TEST, entered_schema(), (endpoint,))
    BREAKER.succeeded(key=circuit_of(route=route, endpoint=endpoint))  # a person asks: try at once
    match endpoint.kind:
        case EndpointKind.CHAT:
            return _Answer(first_token_ms=_chat(route, record).first_token_ms)
        case EndpointKind.EMBEDDING:
            return _Answer(dimensions=len(embed(texts=[_PROBE], route=route, record=record)[0]))
        case EndpointKind.RERANK:
            rerank(query=_PROBE, passages=[_PROBE], route=route, record=record)
        case EndpointKind.TRANSCRIPTION if listing.failure is not None:
            raise ModelFailed(listing.failure)
        case EndpointKind.TRANSCRIPTION if endpoint.model not in listing.models:
            raise ModelFailed(FailureKind.UNKNOWN_MODEL, detail=endpoint.model)
    return _Answer()


def _chat(route: Route, record: Recorder) -> Finished:
    """The stream in a loop of its own; its usage is recorded here, in the caller's thread."""
    events: list[UsageEvent] = []
    try:
        return asyncio.run(_read_to_the_end(route, events))
    finally:
        for event in events:
            record_safely(event=event, record=record)


async def _read_to_the_end(route: Route, events: list[UsageEvent]) -> Finished:
    def keep(*, event: UsageEvent) -> None:
        events.append(event)

    request = ChatRequest(
        feature=route.feature,
        messages=(ChatMessage("user", _PROBE),),
        channel="",
        max_output_tokens=_PROBE_TOKENS,
    )
    try:
        async with aclosing(chat_stream(request=request, route=route, record=keep)) as stream:
            async for event in stream:
                if isinstance(event, Finished):
                    return event
        raise ModelFailed(FailureKind.CUT)
    finally:
        await recordings_finished()
        await close_clients()
