"""What is asked of a chat model, and what comes back, as plain frozen data."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from llm_gateway.features import Feature
from llm_gateway.limits import DEADLINE_SECONDS
from pii_masking.public import MaskedText


class FinishReason(StrEnum):
    """How the model's text ended."""

    STOP = "stop"
    LENGTH = "length"  # at the limit of tokens: the last sentence is not whole


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One message. Its content is MaskedText, so that masking cannot be forgotten; a plain str is a TypeError."""

    role: Literal["system", "user", "assistant"]
    content: MaskedText

    def __post_init__(self) -> None:
        if not isinstance(self.content, MaskedText):
            raise TypeError(f"a model is only sent MaskedText, not {type(self.content).__name__}")


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """One question to a model. The ids are copied to the usage event; `deadline_seconds` runs until the first token."""

    feature: Feature
    messages: tuple[ChatMessage, ...]
    channel: str
    max_output_tokens: int | None = None  # None: the endpoint's own limit
    temperature: float | None = 0.0
    section_id: int | None = None
    person_id: int | None = None
    turn_id: str = ""
    deadline_seconds: float = DEADLINE_SECONDS

    def __post_init__(self) -> None:
        if not self.messages:
            raise ValueError("a chat needs at least one message")
        if not all(isinstance(message, ChatMessage) for message in self.messages):
            raise TypeError("messages are ChatMessage objects")


@dataclass(frozen=True, slots=True)
class Delta:
    """A piece of the answer, in order; never empty."""

    text: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The last event: the text is whole (or stopped at the limit of tokens, see `reason`)."""

    reason: FinishReason
    endpoint_name: str
    model: str
    tokens_in: int
    tokens_out: int
    estimated: bool
    first_token_ms: int
    total_ms: int
