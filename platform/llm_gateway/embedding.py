"""Texts become vectors, in batches, at one model: vectors of two models can never be compared."""

import base64
import binascii
import math
import time
from array import array
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import openai
from asgiref.sync import sync_to_async

from llm_gateway.call_record import CallRecord, Purpose, Recorder
from llm_gateway.calling import Call, call_in_turn
from llm_gateway.endpoint import Route
from llm_gateway.estimate_tokens import estimate_tokens
from llm_gateway.failures import FailureKind, ModelFailed, NotConfigured
from llm_gateway.limits import DEADLINE_SECONDS, EMBED_BATCH
from metering.public import record_usage
from pii_masking.public import MaskedText

_BYTES_A_NUMBER: Final = 4


def embed(
    *,
    texts: Sequence[MaskedText],
    route: Route,
    dimensions: int | None = None,
    purpose: Purpose | None = None,
    deadline_seconds: float = DEADLINE_SECONDS,
    record: Recorder = record_usage,
) -> list[list[float]]:
    """One vector a text, in order, all of the same length and of the model of the route's first endpoint.

    `dimensions` asks for shorter vectors from models that can; `deadline_seconds` is for all batches together. Other
    endpoints of the route are used only when they serve the same model. Raises TypeError for a plain str, ModelFailed,
    NotConfigured, WrongTown.
    """
    if not all(isinstance(text, MaskedText) for text in texts):
        raise TypeError("a model is only sent MaskedText")
    if not route.endpoints:
        raise NotConfigured(route.feature)
    one_model = tuple(endpoint for endpoint in route.endpoints if endpoint.model == route.endpoints[0].model)
    call = Call(
        route=replace(route, endpoints=one_model),
        purpose=purpose or Purpose(route.feature),
        deadline=time.monotonic() + deadline_seconds,
        record=record,
    )
    vectors: list[list[float]] = []
    for start in range(0, len(texts), EMBED_BATCH):
        vectors += _embed_batch(call, [text.text for text in texts[start : start + EMBED_BATCH]], dimensions)
    if len({len(vector) for vector in vectors}) > 1:
        raise ModelFailed(FailureKind.WRONG_SHAPE, detail="vectors of different lengths")
    return vectors


async def embed_async(
    *,
    texts: Sequence[MaskedText],
    route: Route,
    dimensions: int | None = None,
    purpose: Purpose | None = None,
    deadline_seconds: float = DEADLINE_SECONDS,
    record: Recorder = record_usage,
) -> list[list[float]]:
    """`embed` in a thread, for coroutines."""
    return await sync_to_async(embed, thread_sensitive=False)(
        texts=texts,
        route=route,
        dimensions=dimensions,
        purpose=purpose,
        deadline_seconds=deadline_seconds,
        record=record,
    )


def _embed_batch(call: Call, texts: list[str], dimensions: int | None) -> list[list[float]]:
    def send(client: openai.OpenAI, running: CallRecord, times: openai.Timeout) -> list[list[float]]:
        running.tokens_in, running.estimated = estimate_tokens(texts=texts), True
        body: dict[str, Any] = {"model": running.endpoint.model, "input": texts, "encoding_format": "base64"}
        if dimensions is not None:
            body["dimensions"] = dimensions
        answer = client.post("/embeddings", body=body, cast_to=object, options={"timeout": times})
        vectors = _read(answer, expected=len(texts))
        running.embeddings = len(vectors)
        _count(running, answer)
        return vectors

    return call_in_turn(call=call, send=send)


def _read(answer: Any, *, expected: int) -> list[list[float]]:
    try:
        entries = sorted(answer["data"], key=lambda entry: entry["index"])
        vectors = [_vector(entry["embedding"]) for entry in entries]
    except (KeyError, TypeError, ValueError, binascii.Error) as wrong:
        raise ModelFailed(FailureKind.WRONG_SHAPE, detail=f"{type(wrong).__name__}: {wrong}") from wrong
    if [entry["index"] for entry in entries] != list(range(expected)):
        raise ModelFailed(FailureKind.WRONG_SHAPE, detail=f"{len(vectors)} vectors for {expected} texts")
    if not all(vector and all(map(math.isfinite, vector)) for vector in vectors):
        raise ModelFailed(FailureKind.WRONG_SHAPE, detail="a vector is empty or not finite")
    return vectors


def _vector(value: object) -> list[float]:
    """Floats, or base64 of little-endian 32-bit floats; servers that do not know base64 send floats all the same."""
    if isinstance(value, list):
        return [float(number) for number in value]
    raw = base64.b64decode(str(value), validate=True)
    if len(raw) % _BYTES_A_NUMBER:
        raise ValueError("not a row of 32-bit floats")
    return array("f", raw).tolist()


def _count(running: CallRecord, answer: Any) -> None:
    counted = (answer.get("usage") or {}).get("prompt_tokens")
    if isinstance(counted, int):
        running.tokens_in, running.estimated = counted, False
