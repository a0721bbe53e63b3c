"""Circuit breaker: an endpoint that failed several times in a row is left alone for a while, then probed once.

In process, per town and endpoint: one town's wrong key must not shut another town's model.
"""

import threading
from collections import deque
from dataclasses import dataclass, field

from llm_gateway.endpoint import Endpoint, Route
from llm_gateway.failures import NO_SIGN_OF_ILLNESS, FailureKind
from llm_gateway.limits import FAILURE_WINDOW_SECONDS, OPENS_AFTER_FAILURES, STAYS_OPEN_SECONDS

Key = tuple[str, str]  # schema name, identity of the endpoint


def circuit_of(*, route: Route, endpoint: Endpoint) -> Key:
    """The circuit of an endpoint in its town."""
    identity = f"{endpoint.base_url} {endpoint.model}" if endpoint.id is None else str(endpoint.id)
    return route.schema_name, identity


@dataclass(slots=True)
class _Circuit:
    failed_at: deque[float] = field(default_factory=deque)
    open_until: float = 0.0
    probing_until: float = 0.0


class Breaker:
    """All circuits of this process. Times are seconds of a monotonic clock, given by the caller."""

    def __init__(self) -> None:
        self._circuits: dict[Key, _Circuit] = {}
        self._lock = threading.Lock()  # streams live in a loop, embedding in threads

    def lets_pass(self, *, key: Key, now: float) -> bool:
        """Whether a call may go out. When the rest is over, exactly one caller is let through as a probe."""
        with self._lock:
            circuit = self._circuits.get(key)
            if circuit is None or circuit.open_until == 0.0:
                return True
            if now < circuit.open_until or now < circuit.probing_until:
                return False
            circuit.probing_until = now + STAYS_OPEN_SECONDS  # a probe that vanishes must not shut it for ever
            return True

    def succeeded(self, *, key: Key) -> None:
        """The endpoint answered: forget its failures."""
        with self._lock:
            self._circuits.pop(key, None)

    def failed(self, *, key: Key, now: float) -> None:
        """The endpoint failed: open after OPENS_AFTER_FAILURES within the window, or at once after a failed probe."""
        with self._lock:
            circuit = self._circuits.setdefault(key, _Circuit())
            circuit.failed_at.append(now)
            while circuit.failed_at[0] < now - FAILURE_WINDOW_SECONDS:
                circuit.failed_at.popleft()
            if circuit.open_until or len(circuit.failed_at) >= OPENS_AFTER_FAILURES:
                circuit.open_until, circuit.probing_until = now + STAYS_OPEN_SECONDS, 0.0

    def note(self, *, key: Key, kind: FailureKind, now: float) -> None:
        """Count a failure, unless it says nothing about the endpoint's health: then the endpoint did answer."""
        if kind in NO_SIGN_OF_ILLNESS:
            self.succeeded(key=key)
        else:
            self.failed(key=key, now=now)

    def forget(self, *, schema_name: str) -> None:
        """Close every circuit of a town: its settings were changed, nobody should wait for what may be right now."""
        with self._lock:
            for key in [key for key in self._circuits if key[0] == schema_name]:
                del self._circuits[key]


BREAKER = Breaker()
