"""The connection test names what is wrong."""

import socket
from dataclasses import replace

import pytest

from llm_gateway import public as gateway
from llm_gateway.public import EndpointKind, Problem
from tests.llm_gateway.builders import PATIENT, endpoint
from tests.model_server import Behaviour, Fault


def test_a_good_endpoint_is_good(server, recorded) -> None:
    report = gateway.test_connection(endpoint=endpoint(server), record=recorded)
    assert report.ok
    assert report.problem is None
    assert "test-chat" in report.models
    assert report.first_token_ms is not None
    assert [(event.feature, event.outcome) for event in recorded.events] == [("connection_test", "ok")]


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        (Fault.UNAUTHORIZED, Problem.KEY),
        (Fault.UNKNOWN_MODEL, Problem.MODEL),
        (Fault.HTML, Problem.NOT_COMPATIBLE),
        (Fault.WRONG_SHAPE, Problem.NOT_COMPATIBLE),
        (Fault.WRONG_JSON, Problem.NOT_COMPATIBLE),
        (Fault.CUT, Problem.NOT_COMPATIBLE),
        (Fault.ERROR, Problem.SERVER),
        (Fault.EMPTY, Problem.NO_ANSWER),
        (Fault.REFUSE, Problem.NO_ANSWER),
    ],
)
def test_a_fault_is_named_with_a_next_step(server, recorded, fault, problem) -> None:
    server.always(Behaviour(fault=fault))
    report = gateway.test_connection(endpoint=endpoint(server), record=recorded)
    assert not report.ok
    assert report.problem is problem
    assert report.sentence.endswith("。")
    assert report.next_step.endswith("。")


def test_silence_is_a_time_out(server, recorded) -> None:
    server.always(Behaviour(fault=Fault.HANG))
    impatient = replace(PATIENT, first_token=0.5)
    report = gateway.test_connection(endpoint=endpoint(server, times=impatient), record=recorded)
    assert report.problem is Problem.TIME_OUT


def test_a_busy_endpoint_is_busy(server, recorded) -> None:
    server.always(Behaviour(fault=Fault.RATE_LIMITED, retry_after=60))
    assert gateway.test_connection(endpoint=endpoint(server), record=recorded).problem is Problem.BUSY


def test_a_wrong_path_is_a_wrong_address(server, recorded) -> None:
    wrong = server.url.replace("/v1", "/nothing/here/x")
    server.always(Behaviour(fault=Fault.NO_SUCH_PATH))
    server.conduct.models_hidden = True
    report = gateway.test_connection(endpoint=endpoint(server, base_url=wrong), record=recorded)
    assert report.problem is Problem.ADDRESS


def test_nobody_there_is_a_wrong_address_and_is_said_at_once(server, recorded) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    report = gateway.test_connection(endpoint=endpoint(server, base_url=address), record=recorded)
    assert report.problem is Problem.ADDRESS
    assert recorded.events == []


def test_a_forbidden_address_is_explained(server, recorded) -> None:
    report = gateway.test_connection(endpoint=endpoint(server, base_url="http://169.254.169.254/"), record=recorded)
    assert report.problem is Problem.ADDRESS
    assert "クラウドの管理用" in report.sentence


def test_an_embedding_endpoint_tells_its_dimensions(server, recorded) -> None:
    report = gateway.test_connection(endpoint=endpoint(server, kind=EndpointKind.EMBEDDING), record=recorded)
    assert (report.ok, report.dimensions) == (True, 256)


def test_a_rerank_endpoint_is_asked_to_rank(server, recorded) -> None:
    assert gateway.test_connection(endpoint=endpoint(server, kind=EndpointKind.RERANK), record=recorded).ok


def test_a_transcription_endpoint_must_offer_its_model(server, recorded) -> None:
    heard = endpoint(server, kind=EndpointKind.TRANSCRIPTION, model="test-whisper")
    assert gateway.test_connection(endpoint=heard, record=recorded).ok
    missing = replace(heard, model="no-such-model")
    assert gateway.test_connection(endpoint=missing, record=recorded).problem is Problem.MODEL


def test_the_key_stands_nowhere_in_the_report(server, recorded) -> None:
    server.always(Behaviour(fault=Fault.UNAUTHORIZED))
    report = gateway.test_connection(endpoint=endpoint(server, api_key="sk-very-secret"), record=recorded)
    assert "sk-very-secret" not in repr(report)
    assert "sk-very-secret" not in repr(endpoint(server, api_key="sk-very-secret"))
