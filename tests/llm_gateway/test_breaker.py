"""The circuit breaker, by a clock held in the hand."""

from llm_gateway.breaker import Breaker
from llm_gateway.failures import FailureKind
from llm_gateway.limits import FAILURE_WINDOW_SECONDS, OPENS_AFTER_FAILURES, STAYS_OPEN_SECONDS

KEY = ("town_a", "1")


def _opened() -> Breaker:
    breaker = Breaker()
    for _failure in range(OPENS_AFTER_FAILURES):
        breaker.failed(key=KEY, now=100.0)
    return breaker


def test_it_opens_after_enough_failures() -> None:
    breaker = Breaker()
    for _failure in range(OPENS_AFTER_FAILURES - 1):
        breaker.failed(key=KEY, now=100.0)
    assert breaker.lets_pass(key=KEY, now=100.0)
    breaker.failed(key=KEY, now=100.0)
    assert not breaker.lets_pass(key=KEY, now=100.0)


def test_old_failures_do_not_count() -> None:
    breaker = Breaker()
    for failure in range(OPENS_AFTER_FAILURES * 2):
        breaker.failed(key=KEY, now=failure * FAILURE_WINDOW_SECONDS / 2)
    assert breaker.lets_pass(key=KEY, now=1e6)


def test_after_its_rest_one_caller_probes() -> None:
    breaker = _opened()
    later = 100.0 + STAYS_OPEN_SECONDS
    assert not breaker.lets_pass(key=KEY, now=later - 0.1)
    assert breaker.lets_pass(key=KEY, now=later)
    assert not breaker.lets_pass(key=KEY, now=later)


def test_a_good_probe_closes_it() -> None:
    breaker = _opened()
    later = 100.0 + STAYS_OPEN_SECONDS
    assert breaker.lets_pass(key=KEY, now=later)
    breaker.succeeded(key=KEY)
    assert breaker.lets_pass(key=KEY, now=later)
    assert breaker.lets_pass(key=KEY, now=later)


def test_a_failed_probe_opens_it_again() -> None:
    breaker = _opened()
    later = 100.0 + STAYS_OPEN_SECONDS
    assert breaker.lets_pass(key=KEY, now=later)
    breaker.failed(key=KEY, now=later)
    assert not breaker.lets_pass(key=KEY, now=later + STAYS_OPEN_SECONDS - 0.1)
    assert breaker.lets_pass(key=KEY, now=later + STAYS_OPEN_SECONDS)


def test_a_probe_that_never_reports_does_not_shut_it_for_ever() -> None:
    breaker = _opened()
    later = 100.0 + STAYS_OPEN_SECONDS
    assert breaker.lets_pass(key=KEY, now=later)
    assert breaker.lets_pass(key=KEY, now=later + STAYS_OPEN_SECONDS)


def test_one_town_does_not_shut_anothers() -> None:
    breaker = _opened()
    assert breaker.lets_pass(key=("town_b", "1"), now=100.0)
    assert breaker.lets_pass(key=("town_a", "2"), now=100.0)


def test_a_refusal_is_no_sign_of_illness() -> None:
    breaker = Breaker()
    for _refusal in range(OPENS_AFTER_FAILURES * 2):
        breaker.note(key=KEY, kind=FailureKind.REFUSED, now=100.0)
    assert breaker.lets_pass(key=KEY, now=100.0)
