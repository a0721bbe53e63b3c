"""What the Stripe server knows, and how it is to fail."""

import copy
import itertools
import time
from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Fault(StrEnum):
    """How a coming call goes wrong."""

    SLOW = "slow"  # answers, but late
    SILENT = "silent"  # no answer in time, nothing was done
    SILENT_AFTER = "silent_after"  # no answer in time, but it was done
    TOO_FAST = "too_fast"  # 429
    BROKEN = "broken"  # 500, nothing was done
    BROKEN_AFTER = "broken_after"  # 500 on the way back, but it was done
    BROKEN_KEPT = "broken_kept"  # 500, and the same key gets it again for a day
    FORBIDDEN = "forbidden"  # 403: a restricted key without this right


class Refusal(Exception):
    """Stripe says no: status and the error in its shape."""

    def __init__(self, status: int, message: str, *, code: str = "", param: str = "", kind: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.body = {
            "error": {
                "type": kind or "invalid_request_error",
                "message": message,
                **({"code": code} if code else {}),
                **({"param": param} if param else {}),
            }
        }


@dataclass
class State:
    """Shared by the threads that serve. `things`: by kind, then id. `events`: oldest first."""

    key: str = "sk_test_of_the_tests"
    live: bool = False
    now: int = field(default_factory=lambda: int(time.time()))
    things: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)
    meter_events: dict[str, dict[str, Any]] = field(default_factory=dict)
    keys: dict[str, tuple[str, int, dict[str, Any]]] = field(default_factory=dict)
    faults: deque[tuple[Fault, str]] = field(default_factory=deque)
    calls: list[tuple[str, str, dict[str, Any], str]] = field(default_factory=list)
    counter: Any = field(default_factory=lambda: itertools.count(1))

    def keep(self, kind: str, thing: dict[str, Any]) -> dict[str, Any]:
        """Store a thing; its id is its own or a new one."""
        self.things.setdefault(kind, {})[thing["id"]] = thing
        return thing

    def new_id(self, prefix: str) -> str:
        """Ids that sort by their age."""
        return f"{prefix}_{next(self.counter):08d}"

    def get(self, kind: str, name: str) -> dict[str, Any]:
        """Raises Refusal 404 resource_missing."""
        try:
            return self.things[kind][name]
        except KeyError:
            raise Refusal(404, f"No such {kind}: '{name}'", code="resource_missing", param="id") from None

    def all(self, kind: str) -> list[dict[str, Any]]:
        """The newest first, as Stripe lists."""
        return sorted(self.things.get(kind, {}).values(), key=lambda one: (one["created"], one["id"]), reverse=True)

    def tell(self, kind: str, thing: dict[str, Any]) -> dict[str, Any]:
        """Make the event of a change; nothing is delivered by itself."""
        event = {
            "id": self.new_id("evt"),
            "object": "event",
            "api_version": "2026-10-28.endive",
            "created": self.now,
            "data": {"object": copy.deepcopy(thing)},
            "livemode": self.live,
            "pending_webhooks": 1,
            "request": {"id": None, "idempotency_key": None},
            "type": kind,
        }
        self.events.append(event)
        return event

    def fault_for(self, path: str) -> Fault | None:
        """The next fault, if it is meant for this path."""
        if self.faults and path.startswith(self.faults[0][1]):
            return self.faults.popleft()[0]
        return None
