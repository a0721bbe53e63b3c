"""The request behind an entry: its id and the sender's address, set once where the request comes in."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

import structlog


@dataclass(frozen=True, slots=True)
class Circumstances:
    """`request_id`: as in the logs and on error pages. `ip`: sender's address where policy keeps it, else None."""

    request_id: str = ""
    ip: str | None = None


_current: ContextVar[Circumstances | None] = ContextVar("audit_log_circumstances", default=None)


@contextmanager
def under(circumstances: Circumstances) -> Iterator[None]:
    """Entries written in the block carry these circumstances."""
    token = _current.set(circumstances)
    try:
        yield
    finally:
        _current.reset(token)


def current_circumstances() -> Circumstances:
    """What was set by `under`; else the `request_id` bound to structlog's context; else nothing."""
    set_here = _current.get()
    if set_here is not None:
        return set_here
    return Circumstances(request_id=str(structlog.contextvars.get_contextvars().get("request_id", ""))[:64])
