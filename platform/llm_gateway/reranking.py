"""Puts found passages into a better order by a rerank endpoint (the shape of Jina, Cohere and vLLM: POST /rerank)."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import openai

from llm_gateway.call_record import CallRecord, Purpose, Recorder
from llm_gateway.calling import Call, call_in_turn
from llm_gateway.endpoint import Route
from llm_gateway.estimate_tokens import estimate_tokens
from llm_gateway.failures import FailureKind, ModelFailed
from metering.public import record_usage
from pii_masking.public import MaskedText

_DEADLINE_SECONDS = 10.0  # somebody is waiting for the answer; without reranking the order is still good


@dataclass(frozen=True, slots=True)
class Ranked:
    """Position of a passage in what was sent, and the model's score (higher is better, scale of the model)."""

    index: int
    score: float


def rerank(
    *,
    query: MaskedText,
    passages: Sequence[MaskedText],
    route: Route,
    purpose: Purpose | None = None,
    deadline_seconds: float = _DEADLINE_SECONDS,
    record: Recorder = record_usage,
) -> list[Ranked]:
    """Every passage once, best first. Raises TypeError for a plain str, ModelFailed, NotConfigured, WrongTown."""
    if not all(isinstance(text, MaskedText) for text in (query, *passages)):
        raise TypeError("a model is only sent MaskedText")
    if not passages:
        return []
    texts = [passage.text for passage in passages]

    def send(client: openai.OpenAI, running: CallRecord, times: openai.Timeout) -> list[Ranked]:
        running.tokens_in, running.estimated = estimate_tokens(texts=[query.text, *texts]), True
        body = {"model": running.endpoint.model, "query": query.text, "documents": texts, "top_n": len(texts)}
        answer = client.post("/rerank", body=body, cast_to=object, options={"timeout": times})
        return _read(answer, expected=len(texts))

    call = Call(
        route=route,
        purpose=purpose or Purpose(route.feature),
        deadline=time.monotonic() + deadline_seconds,
        record=record,
    )
    return call_in_turn(call=call, send=send)


def _read(answer: Any, *, expected: int) -> list[Ranked]:
    try:
        ranked = [Ranked(int(entry["index"]), float(entry["relevance_score"])) for entry in answer["results"]]
    except (KeyError, TypeError, ValueError) as wrong:
        raise ModelFailed(FailureKind.WRONG_SHAPE, detail=f"{type(wrong).__name__}: {wrong}") from wrong
    if sorted(entry.index for entry in ranked) != list(range(expected)):
        raise ModelFailed(FailureKind.WRONG_SHAPE, detail=f"{len(ranked)} ranks for {expected} passages")
    return sorted(ranked, key=lambda entry: (-entry.score, entry.index))
