"""What the LINE server knows: tokens given out and used, retry keys, what readers received."""

from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Fault(StrEnum):
    """How the next call fails."""

    SLOW_DOWN = "slow_down"  # 429
    MONTHLY = "monthly"  # 429 with the account's month used up
    BROKEN = "broken"  # 500, nothing was sent
    BROKEN_AFTER = "broken_after"  # 500, but the message arrived
    SILENT = "silent"  # no answer in time, nothing was sent
    SILENT_AFTER = "silent_after"  # no answer in time, but the message arrived
    UNAUTHORIZED = "unauthorized"
    BAD = "bad"  # 400


@dataclass(frozen=True)
class Call:
    """One request as it came."""

    path: str
    content: dict[str, Any]
    retry_key: str


@dataclass
class State:
    """Shared by the threads that serve; a test reads it when nothing is running."""

    access_token: str = "line-token"
    faults: deque[Fault] = field(default_factory=deque)
    calls: list[Call] = field(default_factory=list)
    received: list[tuple[str, list[dict[str, Any]]]] = field(default_factory=list)  # how, bubbles
    used_tokens: set[str] = field(default_factory=set)
    expired_tokens: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    chat_mode: str = "bot"
    endpoint: str = ""
    calls_us: bool = True

    def reply(self, content: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """A token is good once, and not for ever."""
        token = content["replyToken"]
        if token in self.used_tokens | self.expired_tokens:
            return 400, {"message": "Invalid reply token"}
        self.used_tokens.add(token)
        self.received.append(("reply", checked(content["messages"])))
        return 200, {"sentMessages": []}

    def push(self, content: dict[str, Any], key: str) -> tuple[int, dict[str, Any]]:
        """The same key is taken once."""
        if key in self.keys:
            return 409, {"message": "The retry key is already accepted"}
        self.keys.add(key)
        self.received.append(("push", checked(content["messages"])))
        return 200, {"sentMessages": []}


def checked(bubbles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """LINE's limits; an AssertionError here is a 500 there and red in the test."""
    assert 1 <= len(bubbles) <= 5, len(bubbles)
    for bubble in bubbles:
        for item in bubble.get("quickReply", {}).get("items", ()):
            _action(item["action"])
        assert len(bubble.get("quickReply", {}).get("items", ())) <= 13
        if bubble["type"] == "text":
            assert 1 <= len(bubble["text"].encode("utf-16-le")) // 2 <= 5000
        else:
            assert bubble["type"] == "template"
            assert len(bubble["altText"]) <= 400
            assert 1 <= len(bubble["template"]["text"]) <= 160
            assert 1 <= len(bubble["template"]["actions"]) <= 4
            for action in bubble["template"]["actions"]:
                _action(action)
    return bubbles


def _action(action: dict[str, Any]) -> None:
    assert 1 <= len(action["label"].encode("utf-16-le")) // 2 <= 20, action
    assert action["type"] in {"message", "postback", "uri"}
    assert len(action.get("data", "")) <= 300
    assert len(action.get("text", "")) <= 300
    assert action.get("uri", "tel:1").startswith("tel:")
