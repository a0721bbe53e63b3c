"""When a call is tried again."""

import pytest

from llm_gateway.failures import FailureKind
from llm_gateway.limits import BACKOFF_SECONDS, LONGEST_WAIT_SECONDS, RETRIES
from llm_gateway.retrying import wait_before_retry


def _wait(kind: FailureKind = FailureKind.UNAVAILABLE, **changes: object) -> float | None:
    usual = {"asked_seconds": 0.0, "tried": 1, "seconds_left": 60.0, "another": False}
    return wait_before_retry(kind=kind, **{**usual, **changes})


@pytest.mark.parametrize("kind", sorted(set(FailureKind) - {"unavailable", "rate_limited", "timeout"}))
def test_what_will_not_pass_by_itself_is_not_tried_again(kind: FailureKind) -> None:
    assert _wait(kind) is None


def test_waits_grow_and_end() -> None:
    waits = [_wait(tried=tried) for tried in range(1, RETRIES + 2)]
    assert waits[0] == pytest.approx(BACKOFF_SECONDS, rel=0.25)
    assert waits[1] == pytest.approx(BACKOFF_SECONDS * 2, rel=0.25)
    assert waits[-1] is None


def test_the_time_the_server_asked_for_is_kept_when_it_can_be() -> None:
    assert _wait(FailureKind.RATE_LIMITED, asked_seconds=3.0) == 3.0
    assert _wait(FailureKind.RATE_LIMITED, asked_seconds=LONGEST_WAIT_SECONDS + 1) is None
    assert _wait(FailureKind.RATE_LIMITED, asked_seconds=3.0, seconds_left=2.0) is None


def test_with_another_endpoint_there_is_little_patience() -> None:
    assert _wait(another=True) is not None
    assert _wait(another=True, tried=2) is None
    assert _wait(another=True, asked_seconds=3.0) is None
    assert _wait(FailureKind.TIMEOUT, another=True) is None
    assert _wait(FailureKind.TIMEOUT) is not None
