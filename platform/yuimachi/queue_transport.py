"""kombu's queues on PostgreSQL, but a busy worker takes the next message as soon as it has a free hand.

Stock, a worker whose hands are full sleeps for the whole polling interval: two processes did 2 tasks a second.
"""

import time
from typing import Any

from kombu.transport import pgmq

_LONGEST_WAIT_SECONDS = 0.5
_LOOK_SECONDS = 0.005


class Channel(pgmq.Channel):
    """A channel that waits for a free hand before it looks for messages."""

    def drain_events(self, timeout: float | None = None, callback: Any = None, **options: Any) -> Any:
        """Read what is there; acknowledgements arrive from other threads meanwhile."""
        until = time.monotonic() + min(timeout or _LONGEST_WAIT_SECONDS, _LONGEST_WAIT_SECONDS)
        while self._consumers and not self.qos.can_consume() and time.monotonic() < until:
            time.sleep(_LOOK_SECONDS)
        return super().drain_events(timeout=timeout, callback=callback, **options)  # type: ignore[no-untyped-call]  # kombu


class Transport(pgmq.Transport):
    """The transport with that channel."""

    Channel = Channel
