"""A town's space: texts to vectors, the same for the same snapshot."""

import numpy as np
import pytest

from knowledge.embedding.space import SPACE_DIMENSIONS, WordSpace
from knowledge.embedding.word_vectors import word_vectors

TITLES = ["ごみの収集日を知りたい", "住民票の写しの取り方", "保育園の申込み", "避難所はどこですか"]
BODIES = [
    "燃えるごみは月曜日です。",
    "住民課の窓口で取れます。",
    "子育て支援課で申し込めます。",
    "小学校の体育館です。",
]


@pytest.fixture(scope="module")
def space() -> WordSpace:
    return WordSpace.fit(titles=TITLES, bodies=BODIES, vectors=word_vectors())


@pytest.mark.parametrize(
    ("question", "answer"),
    [("塵はいつ出せるの", 0), ("住民票がほしい", 1), ("子どもを預けたい", 2), ("災害のとき逃げる場所", 3)],
)
def test_a_question_lies_nearest_to_its_answer(space: WordSpace, question: str, answer: int) -> None:
    passages = space.embed_passages(titles=TITLES, bodies=BODIES, vectors=word_vectors())
    scores = passages @ space.embed_query(text=question, vectors=word_vectors())
    assert int(np.argmax(scores)) == answer


def test_shapes_and_lengths_are_fixed(space: WordSpace) -> None:
    passages = space.embed_passages(titles=TITLES, bodies=BODIES, vectors=word_vectors())
    assert passages.shape == (4, SPACE_DIMENSIONS)
    assert passages.dtype == np.float32
    assert np.linalg.norm(passages[:, :300], axis=1) == pytest.approx([1] * 4, abs=1e-5)
    assert np.linalg.norm(passages[:, 300:], axis=1) == pytest.approx([0.6] * 4, abs=1e-5)
    assert space.embed_query(text="", vectors=word_vectors()).tolist() == [0.0] * SPACE_DIMENSIONS


def test_a_snapshot_survives_storing(space: WordSpace) -> None:
    stored = WordSpace.from_bytes(data=space.to_bytes())
    once = space.embed_query(text="ごみの日", vectors=word_vectors())
    assert stored.embed_query(text="ごみの日", vectors=word_vectors()) == pytest.approx(once, abs=1e-4)
    assert stored.passages == 4


def test_a_passage_without_title_takes_the_start_of_its_text(space: WordSpace) -> None:
    bare = space.embed_passages(titles=[""], bodies=["燃えるごみは月曜日です。"], vectors=word_vectors())
    assert np.linalg.norm(bare[0, :300]) == pytest.approx(1, abs=1e-5)


def test_the_fallback_serves_an_empty_town() -> None:
    space = WordSpace.fallback()
    passages = space.embed_passages(titles=TITLES, bodies=BODIES, vectors=word_vectors())
    assert int(np.argmax(passages @ space.embed_query(text="ごみの収集", vectors=word_vectors()))) == 0
    assert WordSpace.fit(titles=[], bodies=[], vectors=word_vectors()).passages == 0
