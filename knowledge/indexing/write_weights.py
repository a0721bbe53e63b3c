"""Stores what the keyword index holds of passages: words, candidate dimensions and BM25 weights."""

import heapq
from collections.abc import Mapping, Sequence

from django.db import connection

from knowledge.indexing.passage_words import PassageWords
from knowledge.models.passage import TERM_SPACE
from knowledge.retrieving.weigh import Averages, dimension, document_weights

_MOST_WEIGHTS = 16_000  # pgvector's limit of entries in a sparse vector
_WRITE = """
    UPDATE knowledge_passage AS passage
    SET title_words = written.titles::text[], body_words = written.bodies::text[],
        terms = written.terms::int[], lex = written.lex::sparsevec
    FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[])
        AS written (id, titles, bodies, terms, lex)
    WHERE passage.id = written.id
"""


def write_weights(*, passages: Sequence[PassageWords], averages: Averages) -> None:
    """One statement for all of `passages`; the caller holds `lock_index`."""
    columns: list[list[object]] = [[], [], [], [], []]
    for passage in passages:
        weights = document_weights(title=passage.title, body=passage.body, averages=averages)
        places = sorted({dimension(term=word) for word in passage.distinct})
        row = (passage.passage_id, _array(passage.title), _array(passage.body), _numbers(places), sparse(weights))
        for column, value in zip(columns, row, strict=True):
            column.append(value)
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, columns)


def sparse(weights: Mapping[str, float]) -> str:
    """A pgvector literal of term → weight. Of two terms that share a dimension the heavier one stands."""
    by_place: dict[int, float] = {}
    for term, weight in weights.items():
        place = dimension(term=term)
        by_place[place] = max(by_place.get(place, 0.0), weight)
    kept = heapq.nlargest(_MOST_WEIGHTS, by_place.items(), key=lambda item: item[1])
    return "{" + ",".join(f"{place}:{weight:.4g}" for place, weight in sorted(kept)) + f"}}/{TERM_SPACE}"


def _array(words: Sequence[str]) -> str:
    quoted = (word.replace("\\", "\\\\").replace('"', '\\"') for word in words)
    return "{" + ",".join(f'"{word}"' for word in quoted) + "}"


def _numbers(places: Sequence[int]) -> str:
    return "{" + ",".join(map(str, places)) + "}"
