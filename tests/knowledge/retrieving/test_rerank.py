"""A town's rerank endpoint orders the best passages; when it fails or is late, the fused order stands."""

from datetime import date

import pytest

from knowledge.retrieving import rerank as reranking
from knowledge.retrieving.explain import explain
from knowledge.retrieving.find_passages import find_passages
from knowledge.retrieving.found import RESIDENT
from llm_gateway.models import ModelEndpoint, ModelRoute
from tests.builders import knowledge as build
from tests.model_server import Behaviour, Fault, ModelServer

TODAY = date(2026, 11, 24)
QUESTION = "粗大ごみの出し方"
TEXTS = [
    ("粗大ごみの手数料", "粗大ごみの手数料は1点500円です。粗大ごみの出し方は別の頁をご覧ください。"),
    ("出し方", "粗大ごみの出し方"),
    ("図書館", "図書館は月曜日が休みです。"),
]


@pytest.fixture
def server(town):
    with ModelServer() as running:
        endpoint = ModelEndpoint.objects.create(
            name="並べ替え", kind="rerank", base_url=running.url, model="test-rerank", enabled=True
        )
        ModelRoute.objects.create(feature="rerank", endpoint=endpoint, position=0)
        build.passages(of=build.document(), texts=TEXTS)
        yield running


def order() -> list[str]:
    return [each.heading for each in find_passages(query=QUESTION, asker=RESIDENT, today=TODAY)]


def test_the_endpoint_decides_the_order_and_the_explanation_says_so(server) -> None:
    fused = order()
    told = explain(query=QUESTION, asker=RESIDENT, today=TODAY)
    assert told.reranked == "done"
    scores = [row.rerank_score for row in told.rows]
    assert scores == sorted(scores, reverse=True)
    assert [row.found.heading for row in told.rows] == fused
    assert len(server.seen) == 2


@pytest.mark.parametrize("fault", [Fault.ERROR, Fault.EMPTY, Fault.WRONG_JSON])
def test_a_failing_endpoint_changes_nothing_but_the_explanation(server, fault: Fault) -> None:
    server.always(Behaviour(fault=fault))
    told = explain(query=QUESTION, asker=RESIDENT, today=TODAY)
    assert told.reranked not in ("", "done")
    by_score = [row.found.score for row in told.rows]
    assert by_score == sorted(by_score, reverse=True)


def test_a_slow_endpoint_is_not_waited_for(server, monkeypatch) -> None:
    monkeypatch.setattr(reranking, "SECONDS", 0.3)
    server.always(Behaviour(first_seconds=5.0))
    assert explain(query=QUESTION, asker=RESIDENT, today=TODAY).reranked not in ("", "done")


def test_a_town_without_an_endpoint_is_not_asked(town) -> None:
    build.passages(of=build.document(), texts=TEXTS)
    told = explain(query=QUESTION, asker=RESIDENT, today=TODAY)
    assert told.reranked == ""
    assert all(row.rerank_score is None for row in told.rows)
