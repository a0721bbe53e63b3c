"""Short ways to make what the gateway's tests need."""

from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

from llm_gateway.entered_town import entered_schema
from llm_gateway.public import (
    ChatMessage,
    ChatRequest,
    Delta,
    Endpoint,
    EndpointKind,
    Feature,
    Finished,
    Route,
    TimeLimits,
    chat_stream,
    kind_for,
)
from metering.public import UsageEvent
from pii_masking.public import MaskedText

PATIENT = TimeLimits(connect=20.0, first_token=20.0, idle=20.0, total=60.0)  # a busy machine fails no test


@dataclass
class Recorded:
    """A recorder that remembers."""

    events: list[UsageEvent] = field(default_factory=list)

    def __call__(self, *, event: UsageEvent) -> None:
        self.events.append(event)

    @property
    def outcomes(self) -> list[str]:
        return [event.outcome for event in self.events]


def masked(text: str) -> MaskedText:
    return MaskedText.trusted(text=text, reason="a test")


def endpoint(server: Any, *, kind: EndpointKind = EndpointKind.CHAT, **changes: Any) -> Endpoint:
    usual = {"name": "試験", "base_url": server.url, "model": "test-chat", "api_key": "sk-test", "times": PATIENT}
    return Endpoint(**{**usual, "kind": kind, **changes})


def route(*endpoints: Endpoint, feature: Feature = Feature.RESIDENT_ANSWER) -> Route:
    return Route(feature=feature, schema_name=entered_schema(), endpoints=endpoints)


def route_of(server: Any, *, feature: Feature = Feature.RESIDENT_ANSWER, **changes: Any) -> Route:
    return route(endpoint(server, kind=kind_for(feature=feature), **changes), feature=feature)


def question(text: str = "粗大ごみの出し方は？", **changes: Any) -> ChatRequest:
    values: dict[str, Any] = {
        "feature": Feature.RESIDENT_ANSWER,
        "messages": (ChatMessage("user", masked(text)),),
        "channel": "page",
        "section_id": 3,
        "person_id": 7,
        "turn_id": "turn-1",
        **changes,
    }
    return ChatRequest(**values)


async def read(request: ChatRequest, way: Route, recorded: Recorded) -> tuple[str, Finished]:
    """The whole text and the last event."""
    text, finished = "", None
    async with aclosing(chat_stream(request=request, route=way, record=recorded)) as events:
        async for event in events:
            if isinstance(event, Delta):
                assert event.text
                text += event.text
            else:
                finished = event
    assert finished is not None
    return text, finished
