"""Reads one event of an OpenAI chat stream, strictly: what is not as the protocol says is no answer."""

from dataclasses import dataclass
from typing import Any

from llm_gateway.chat import FinishReason
from llm_gateway.failures import FailureKind, ModelFailed


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the provider counted them."""

    tokens_in: int
    tokens_out: int
    tokens_cached: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """One event: text to show, what the model thought aloud (counted, never shown), how it ended, figures."""

    text: str = ""
    thought: str = ""
    finish: FinishReason | None = None
    usage: Usage | None = None


def read_chunk(*, data: object) -> Chunk:
    """Raises ModelFailed(wrong_shape), or ModelFailed(refused) when the provider's filter or the model declines."""
    try:
        return _read(data)
    except (AttributeError, KeyError, TypeError, ValueError) as wrong:
        raise ModelFailed(FailureKind.WRONG_SHAPE, detail=f"{type(wrong).__name__}: {wrong}") from wrong


def read_usage(*, data: Any) -> Usage | None:
    """The figures of a `usage` object; None when there are none."""
    if not data:
        return None
    details = data.get("prompt_tokens_details") or {}
    return Usage(
        tokens_in=int(data["prompt_tokens"]),
        tokens_out=int(data.get("completion_tokens") or 0),
        tokens_cached=int(details.get("cached_tokens") or 0),
    )


def _read(data: Any) -> Chunk:
    choices = data["choices"]
    usage = read_usage(data=data.get("usage"))
    if not choices:  # the event with the figures; Azure also sends one with filter results first
        return Chunk(usage=usage)
    choice = choices[0]
    delta = choice.get("delta") or {}
    if delta.get("refusal"):
        raise ModelFailed(FailureKind.REFUSED, detail="the model declined")
    thought = delta.get("reasoning_content") or delta.get("reasoning") or ""
    return Chunk(
        text=_text(delta.get("content")),
        thought=_text(thought),
        finish=_finish(choice.get("finish_reason")),
        usage=usage,
    )


def _text(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError(f"text expected, {type(value).__name__} came")
    return value


def _finish(reason: str | None) -> FinishReason | None:
    match reason:
        case None | "":
            return None
        case "content_filter":
            raise ModelFailed(FailureKind.REFUSED, detail="content filter")
        case "length":
            return FinishReason.LENGTH
    return FinishReason.STOP
