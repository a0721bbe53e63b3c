"""The recipe measured on real questions, every passage scored exactly. Bars lie a little below what was measured."""

import ir_measures
import numpy as np
import pytest
from ir_measures import AP, R, nDCG

from knowledge.embedding.space import WordSpace
from knowledge.embedding.word_vectors import word_vectors
from tests.knowledge.exact_search import ExactSearch
from tests.knowledge.real_data import Beir, beir, needs_data

QUALITY = nDCG @ 10
RECALL = R @ 10
pytestmark = [needs_data, pytest.mark.slow]


def measured(data: Beir, **options: object) -> dict[object, float]:
    search = ExactSearch(titles=data.titles, bodies=data.bodies, vectors=word_vectors(), **options)  # type: ignore[arg-type]
    judged = [
        ir_measures.Qrel(query, document, grade)
        for query, found in data.relevant.items()
        for document, grade in found.items()
    ]
    run = []
    for query, text in data.queries.items():
        scores = search.scores(text=text)
        best = np.argsort(-scores, kind="stable")[:10]
        run += [ir_measures.ScoredDoc(query, data.ids[number], float(scores[number])) for number in best]
    return ir_measures.calc_aggregate([QUALITY, RECALL, AP @ 10], judged, run)


def test_questions_of_citizens_find_the_faq_of_their_city() -> None:
    found = measured(beir("localgovfaq-dev"))
    assert found[QUALITY] >= 0.61
    assert found[RECALL] >= 0.71


def test_the_same_recipe_finds_articles_of_a_newsletter() -> None:
    assert measured(beir("kurashiki-koho"))[QUALITY] >= 0.67


def test_a_town_without_own_statistics_is_served_by_the_fallback() -> None:
    assert measured(beir("localgovfaq-dev"), space=WordSpace.fallback())[QUALITY] >= 0.59
