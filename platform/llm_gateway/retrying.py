"""When a failed call is tried again at the same endpoint, and after how long."""

import random

from llm_gateway.failures import WORTH_RETRYING, FailureKind
from llm_gateway.limits import BACKOFF_SECONDS, LONGEST_WAIT_SECONDS, RETRIES

_LONGEST_WAIT_WITH_ANOTHER = 1.0


def wait_before_retry(
    *, kind: FailureKind, asked_seconds: float, tried: int, seconds_left: float, another: bool
) -> float | None:
    """Seconds to wait before trying once more, None to give up on this endpoint.

    `asked_seconds`: the server's Retry-After; `tried`: failures so far, from 1; `another`: the route has one more
    endpoint, so that there is little reason to be patient. The openai package's own retries are off because they know
    neither the time that is left nor the other endpoint.
    """
    if kind not in WORTH_RETRYING or tried > (1 if another else RETRIES):
        return None
    if kind is FailureKind.TIMEOUT and another:  # a connection that takes its full time has cost enough already
        return None
    backoff = BACKOFF_SECONDS * 2 ** (tried - 1) * random.uniform(0.75, 1.25)  # noqa: S311  spread, not secrecy
    wait = max(asked_seconds, backoff)
    longest = _LONGEST_WAIT_WITH_ANOTHER if another else LONGEST_WAIT_SECONDS
    return wait if wait <= min(longest, seconds_left) else None
