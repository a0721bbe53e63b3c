"""Every way in which a model fails has its name, its time limit, and is counted."""

import asyncio
import socket
import time
from dataclasses import replace

import pytest

from llm_gateway.public import FailureKind, ModelFailed
from tests.llm_gateway.builders import PATIENT, Recorded, endpoint, question, read, route, route_of
from tests.model_server import Behaviour, Fault

pytestmark = pytest.mark.usefixtures("clean_loop")
LONG = "お問い合わせは、住民課の窓口でお受けします。" * 20
SLOW_TO_BEGIN = replace(PATIENT, first_token=0.3)
SLOW_TO_GO_ON = replace(PATIENT, idle=0.3)
SLOW_IN_ALL = replace(PATIENT, total=1.0)


async def _failure(server, recorded: Recorded, behaviour: Behaviour, **changes: object) -> ModelFailed:
    server.always(behaviour)
    with pytest.raises(ModelFailed) as failed:
        await read(question(), route_of(server, **changes), recorded)
    return failed.value


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Fault.REFUSE, FailureKind.REFUSED),
        (Fault.UNAUTHORIZED, FailureKind.AUTH),
        (Fault.UNKNOWN_MODEL, FailureKind.UNKNOWN_MODEL),
        (Fault.NO_SUCH_PATH, FailureKind.UNKNOWN_MODEL),
        (Fault.TOO_LONG, FailureKind.TOO_LONG),
        (Fault.WRONG_JSON, FailureKind.WRONG_SHAPE),
        (Fault.WRONG_SHAPE, FailureKind.WRONG_SHAPE),
        (Fault.HTML, FailureKind.WRONG_SHAPE),
        (Fault.EMPTY, FailureKind.EMPTY),
    ],
)
async def test_a_failure_before_the_first_word_has_its_name(server, recorded, fault, kind) -> None:
    failed = await _failure(server, recorded, Behaviour(fault=fault))
    assert failed.kind is kind
    assert not failed.after_first_token
    assert recorded.outcomes == [kind]


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Fault.CUT, FailureKind.CUT),
        (Fault.CUT_HARD, FailureKind.CUT),
        (Fault.ERROR_EVENT, FailureKind.UNAVAILABLE),
        (Fault.REFUSE_LATE, FailureKind.REFUSED),
    ],
)
async def test_a_failure_after_the_first_word_has_its_name(server, recorded, fault, kind) -> None:
    failed = await _failure(server, recorded, Behaviour(fault=fault, text=LONG))
    assert failed.kind is kind
    assert failed.after_first_token
    assert recorded.outcomes == [kind]
    assert recorded.events[0].first_token_ms is not None


@pytest.mark.parametrize("behaviour", [Behaviour(fault=Fault.HANG), Behaviour(first_seconds=30.0)])
async def test_a_slow_first_word_is_not_waited_for(server, recorded, behaviour) -> None:
    failed = await _failure(server, recorded, behaviour, times=SLOW_TO_BEGIN)
    assert failed.kind is FailureKind.SLOW_FIRST_TOKEN
    assert not failed.after_first_token
    assert recorded.outcomes == ["slow_first_token"]


async def test_a_stream_that_falls_silent_is_not_waited_for(server, recorded) -> None:
    failed = await _failure(server, recorded, Behaviour(fault=Fault.STALL, text=LONG), times=SLOW_TO_GO_ON)
    assert failed.kind is FailureKind.TIMEOUT
    assert failed.after_first_token


async def test_a_stream_that_only_thinks_is_a_slow_first_word(server, recorded) -> None:
    thinking = Behaviour(fault=Fault.STALL, text=LONG, thoughts=3, after_words=0)
    failed = await _failure(server, recorded, thinking, times=SLOW_TO_BEGIN)
    assert failed.kind is FailureKind.SLOW_FIRST_TOKEN


async def test_a_slow_answer_ends_at_the_total_limit(server, recorded) -> None:
    failed = await _failure(server, recorded, Behaviour(text=LONG, word_seconds=0.1), times=SLOW_IN_ALL)
    assert failed.kind is FailureKind.TIMEOUT
    assert recorded.events[0].tokens_out > 0


async def test_a_server_that_never_stops_writing_is_stopped(server, recorded) -> None:
    failed = await _failure(server, recorded, Behaviour(fault=Fault.ENDLESS, text=LONG), max_output_tokens=20)
    assert failed.kind is FailureKind.ENDLESS
    assert 100 < recorded.events[0].tokens_out < 200


async def test_a_lost_connection_is_tried_again_and_counted_once(server, recorded) -> None:
    server.next(Behaviour(fault=Fault.DROP))
    server.always(Behaviour(text="はい。"))
    text, _finished = await read(question(), route_of(server), recorded)
    assert text == "はい。"
    assert recorded.outcomes == ["ok"]
    assert len(server.seen) == 2


async def test_an_error_of_the_server_is_tried_three_times(server, recorded) -> None:
    server.always(Behaviour(fault=Fault.ERROR))
    with pytest.raises(ModelFailed) as failed:
        await read(question(), route_of(server), recorded)
    assert failed.value.kind is FailureKind.UNAVAILABLE
    assert len(server.seen) == 3
    assert recorded.outcomes == ["unavailable"]
    assert (recorded.events[0].tokens_in, recorded.events[0].cost_yen) == (0, 0)


async def test_the_time_a_busy_server_asks_for_is_kept(server, recorded) -> None:
    server.next(Behaviour(fault=Fault.RATE_LIMITED, retry_after=1))
    began = time.monotonic()
    await read(question(), route_of(server), recorded)
    assert time.monotonic() - began >= 1.0
    assert recorded.outcomes == ["ok"]


async def test_a_busy_server_that_asks_for_too_much_time_is_given_up(server, recorded) -> None:
    failed = await _failure(server, recorded, Behaviour(fault=Fault.RATE_LIMITED, retry_after=60))
    assert failed.kind is FailureKind.RATE_LIMITED
    assert len(server.seen) == 1


async def test_with_another_endpoint_behind_it_a_busy_one_is_left_at_once(server, recorded) -> None:
    server.next(Behaviour(fault=Fault.RATE_LIMITED, retry_after=5))
    way = route(endpoint(server, name="一番"), endpoint(server, name="二番"))
    _text, finished = await read(question(), way, recorded)
    assert finished.endpoint_name == "二番"
    assert len(server.seen) == 2


async def test_nobody_at_the_address_is_unavailable(server, recorded) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    failed = await _failure(server, recorded, Behaviour(), base_url=address)
    assert failed.kind is FailureKind.UNAVAILABLE


async def test_the_whole_route_ends_at_its_deadline(server, recorded) -> None:
    server.always(Behaviour(fault=Fault.HANG))
    way = route(*(endpoint(server, name=f"{number}番") for number in range(5)))
    with pytest.raises(ModelFailed):
        await read(question(deadline_seconds=0.5), way, recorded)
    assert len(server.seen) <= 1


async def test_a_redirect_is_not_followed(server, recorded) -> None:
    failed = await _failure(server, recorded, Behaviour(fault=Fault.REDIRECT))
    assert failed.kind is FailureKind.WRONG_SHAPE


async def test_after_five_failures_the_endpoint_is_left_alone(server, recorded) -> None:
    server.always(Behaviour(fault=Fault.EMPTY))
    kinds = []
    for _turn in range(7):
        with pytest.raises(ModelFailed) as failed:
            await read(question(), route_of(server), recorded)
        kinds.append(failed.value.kind)
    assert kinds == [FailureKind.EMPTY] * 5 + [FailureKind.CIRCUIT_OPEN] * 2
    assert len(server.seen) == 5
    assert len(recorded.events) == 5  # nothing was called, nothing is counted


async def test_many_at_once_meet_the_same_failure_without_harm(server) -> None:
    server.always(Behaviour(fault=Fault.CUT, text=LONG, word_seconds=0.01))
    all_recorded = Recorded()

    async def one() -> FailureKind:
        with pytest.raises(ModelFailed) as failed:
            await read(question(), route_of(server), all_recorded)
        return failed.value.kind

    kinds = await asyncio.gather(*(one() for _number in range(20)))
    assert set(kinds) <= {FailureKind.CUT, FailureKind.CIRCUIT_OPEN}
    assert len(all_recorded.events) == len(server.seen)
