"""Weights of words: what a passage stores, what a question asks."""

import math

import pytest

from knowledge.retrieving.recipe import FRAME_WEIGHT, PAIR_WEIGHT, SYNONYM_SCALE
from knowledge.retrieving.weigh import (
    Averages,
    KnownWord,
    dimension,
    document_weights,
    idf,
    is_pair,
    query_weights,
)

AVERAGE = Averages(whole=4, title=2)


def test_a_passage_of_average_length_weighs_as_bm25_says() -> None:
    weights = document_weights(title=[], body=["ごみ", "袋", "ごみ", "料金"], averages=AVERAGE)
    assert weights["袋"] == pytest.approx(1 * 2.2 / (1 + 1.2))
    assert weights["ごみ"] == pytest.approx(2 * 2.2 / (2 + 1.2))


def test_words_of_the_title_weigh_more() -> None:
    weights = document_weights(title=["ごみ", "袋"], body=["料金", "円"], averages=AVERAGE)
    assert weights["ごみ"] == pytest.approx(1.4 * weights["料金"])


def test_neighbouring_words_are_pairs_but_not_across_title_and_body() -> None:
    weights = document_weights(title=["住民", "票"], body=["写し"], averages=AVERAGE)
    assert [term.split("\x1f") for term in weights if is_pair(term=term)] == [["住民", "票"]]


def test_dimensions_fit_into_the_sparse_vector_and_do_not_move() -> None:
    numbers = [dimension(term=str(number)) for number in range(1_000)]
    assert len(set(numbers)) == 1_000
    assert all(1 <= number < 1_000_000_000 for number in numbers)
    assert dimension(term="ごみ") == dimension(term="ごみ")


def test_a_frame_word_counts_little_and_an_unknown_word_counts_in_the_norm() -> None:
    plain = idf(word="ごみ", frequency=10, passages=100)
    assert idf(word="教える", frequency=10, passages=100) == pytest.approx(FRAME_WEIGHT * plain)
    weights = query_weights(words=["ごみ", "未知"], known=[], passages=100, similar_rows=lambda _: [])
    assert weights.norm == pytest.approx(math.sqrt(2 * idf(word="未知", frequency=0, passages=100)))


def test_a_question_is_widened_to_similar_words_by_their_likeness_and_the_rarer_idf() -> None:
    known = [KnownWord("ごみ", 5, 1), KnownWord("廃棄物", 50, 2), KnownWord("猫", 1, 3)]
    rows = {"ごみ": [(1, 1.0), (2, 0.8)]}
    weights = query_weights(words=["ごみ"], known=known, passages=100, similar_rows=lambda word: rows.get(word, []))
    common = idf(word="廃棄物", frequency=50, passages=100)
    assert weights.words["廃棄物"] == pytest.approx(0.5 * 0.8**3 * common)
    assert "猫" not in weights.words


def test_pairs_with_frame_words_are_left_out_of_the_question() -> None:
    weights = query_weights(words=["住民", "票", "教える"], known=[], passages=9, similar_rows=lambda _: [])
    assert list(weights.pairs) == ["住民\x1f票"]


def test_a_synonym_counts_half_of_what_the_words_it_stands_for_would() -> None:
    known = [KnownWord("粗大", 5, 1), KnownWord("大型", 9, 2), KnownWord("ゴミ", 60, 3)]
    group = [(("粗大", "ゴミ"), [("大型", "ゴミ")])]
    words = ["粗大", "ゴミ"]
    weights = query_weights(words=words, known=known, passages=100, similar_rows=lambda _: [], synonyms=group)
    assert weights.words["大型"] == pytest.approx(SYNONYM_SCALE * idf(word="大型", frequency=9, passages=100))
    assert weights.words["ゴミ"] == pytest.approx(idf(word="ゴミ", frequency=60, passages=100))
    assert weights.pairs == {"大型\x1fゴミ": SYNONYM_SCALE * PAIR_WEIGHT, "粗大\x1fゴミ": PAIR_WEIGHT}
    alone = query_weights(words=words, known=known, passages=100, similar_rows=lambda _: [])
    assert weights.norm == alone.norm
