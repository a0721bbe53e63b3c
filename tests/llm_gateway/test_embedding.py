"""Embedding and reranking."""

import pytest

from llm_gateway.limits import EMBED_BATCH
from llm_gateway.public import FailureKind, Feature, ModelFailed, NotConfigured, embed, embed_async, rerank
from tests.llm_gateway.builders import endpoint, masked, route, route_of
from tests.model_server import Behaviour, Fault
from tests.model_server.vectors import vector


def _embed_route(server, **changes: object):
    return route_of(server, feature=Feature.EMBED, **changes)


def test_texts_become_vectors_in_order(server, recorded) -> None:
    vectors = embed(texts=[masked("ごみの出し方"), masked("児童手当")], route=_embed_route(server), record=recorded)
    assert vectors[0] == pytest.approx(vector(text="ごみの出し方"), abs=1e-6)
    assert vectors[1] == pytest.approx(vector(text="児童手当"), abs=1e-6)
    (event,) = recorded.events
    assert (event.outcome, event.embeddings, event.tokens_in, event.estimated) == ("ok", 2, 10, False)


def test_many_texts_go_in_batches_each_counted(server, recorded) -> None:
    texts = [masked(f"文{number}") for number in range(EMBED_BATCH * 2 + 1)]
    assert len(embed(texts=texts, route=_embed_route(server), record=recorded)) == len(texts)
    assert [event.embeddings for event in recorded.events] == [EMBED_BATCH, EMBED_BATCH, 1]


def test_no_text_is_no_call(server, recorded) -> None:
    assert embed(texts=[], route=_embed_route(server), record=recorded) == []
    assert server.seen == []


def test_shorter_vectors_can_be_asked_for(server, recorded) -> None:
    (numbers,) = embed(texts=[masked("ごみ")], route=_embed_route(server), dimensions=64, record=recorded)
    assert len(numbers) == 64


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Fault.UNAUTHORIZED, FailureKind.AUTH),
        (Fault.UNKNOWN_MODEL, FailureKind.UNKNOWN_MODEL),
        (Fault.WRONG_SHAPE, FailureKind.WRONG_SHAPE),
        (Fault.WRONG_JSON, FailureKind.WRONG_SHAPE),
        (Fault.HTML, FailureKind.WRONG_SHAPE),
        (Fault.EMPTY, FailureKind.WRONG_SHAPE),
        (Fault.ERROR, FailureKind.UNAVAILABLE),
        (Fault.DROP, FailureKind.UNAVAILABLE),
    ],
)
def test_a_failed_embedding_has_its_name_and_is_counted_once(server, recorded, fault, kind) -> None:
    server.always(Behaviour(fault=fault))
    with pytest.raises(ModelFailed) as failed:
        embed(texts=[masked("ごみ")], route=_embed_route(server), record=recorded)
    assert failed.value.kind is kind
    assert recorded.outcomes == [kind]


def test_only_endpoints_with_the_same_model_stand_in(server, recorded) -> None:
    server.next(Behaviour(fault=Fault.UNAUTHORIZED))
    first, other = endpoint(server, model="a", name="一"), endpoint(server, model="b", name="二")
    way = route(first, other, endpoint(server, model="a", name="三"), feature=Feature.EMBED)
    embed(texts=[masked("ごみ")], route=way, record=recorded)
    assert [event.endpoint_name for event in recorded.events] == ["一", "三"]


def test_plain_text_is_refused(server, recorded) -> None:
    with pytest.raises(TypeError, match="MaskedText"):
        embed(texts=["ごみ"], route=_embed_route(server), record=recorded)
    with pytest.raises(TypeError, match="MaskedText"):
        rerank(query=masked("ごみ"), passages=["ごみ"], route=_embed_route(server), record=recorded)
    assert server.seen == []


def test_without_an_endpoint_it_says_so(recorded) -> None:
    with pytest.raises(NotConfigured):
        embed(texts=[masked("ごみ")], route=route(feature=Feature.EMBED), record=recorded)


async def test_coroutines_embed_too(server, recorded) -> None:
    assert len(await embed_async(texts=[masked("ごみ")], route=_embed_route(server), record=recorded)) == 1
    assert recorded.outcomes == ["ok"]


def test_passages_come_back_best_first(server, recorded) -> None:
    passages = [masked("児童手当の申請"), masked("粗大ごみの出し方"), masked("図書館の休館日")]
    way = route_of(server, feature=Feature.RERANK)
    ranked = rerank(query=masked("粗大ごみはどう出す"), passages=passages, route=way, record=recorded)
    assert ranked[0].index == 1
    assert sorted(entry.index for entry in ranked) == [0, 1, 2]
    assert recorded.outcomes == ["ok"]


def test_a_rerank_answer_that_leaves_out_passages_is_refused(server, recorded) -> None:
    server.always(Behaviour(fault=Fault.EMPTY))
    with pytest.raises(ModelFailed) as failed:
        rerank(
            query=masked("a"), passages=[masked("b")], route=route_of(server, feature=Feature.RERANK), record=recorded
        )
    assert failed.value.kind is FailureKind.WRONG_SHAPE
