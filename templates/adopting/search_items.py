"""The shared things that fit some words, best first: candidates by a GIN index, then their BM25 weights."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import connection

from knowledge.public import AskedWords, asked_weights, asked_words, sparse_literal

SCORED_AT_MOST: Final = 3_000  # things whose weights are read; those with the rarest words of the question
MOST: Final = 1_000  # things that are counted and shown
_SHARE: Final = 0.3  # of the best score: what lies below is about something else
_NEAR: Final = 12  # words of nearly the same meaning that are looked up
_FREQUENCIES: Final = """
    SELECT place, (SELECT count(*) FROM (SELECT 1 FROM template_library_shareditem
                    WHERE terms @> ARRAY[place] LIMIT %s) AS few)
    FROM unnest(%s::int[]) AS place
"""
_BEST: Final = """
    WITH scored AS MATERIALIZED (
        SELECT id, kind, task, population_class, prefecture, towns_in_use, success_rate,
               -(lex <#> %s::sparsevec) AS score
        FROM template_library_shareditem
        WHERE consortium_id = %s AND withdrawn_at IS NULL AND latest_id IS NOT NULL AND terms && %s::int[]
    )
    SELECT * FROM scored WHERE score > 0 AND score >= %s * (SELECT max(score) FROM scored)
    ORDER BY score DESC, id LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing with what facets count."""

    id: UUID
    kind: str
    task: str
    population_class: str
    prefecture: str
    towns_in_use: int | None
    success_rate: int | None
    score: float


def search_items(*, words: str, consortium_id: int) -> tuple[Hit, ...]:
    """At most MOST things of a consortium, best first; two queries in the public schema. Raises WordVectorsMissing."""
    asked = asked_words(text=words)
    near = sorted(asked.near, key=lambda place: -asked.near[place][1])[:_NEAR]
    looked_up = [*asked.own, *near]
    if not looked_up:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(_FREQUENCIES, [SCORED_AT_MOST, looked_up])
        frequencies = dict(cursor.fetchall())
        weights = asked_weights(asked=asked, frequencies=frequencies, texts=max(SCORED_AT_MOST, *frequencies.values()))
        among = _chosen(asked, near, frequencies)
        if not among:
            return ()
        cursor.execute(_BEST, [sparse_literal(weights=weights), consortium_id, among, _SHARE, MOST])
        return tuple(Hit(*row) for row in cursor.fetchall())


def _chosen(asked: AskedWords, near: Sequence[int], frequencies: Mapping[int, int]) -> list[int]:
    """Words by which things are looked up: own ones that say something first, each rarest first, until enough."""
    telling = [place for place, little in asked.own.items() if not little] or list(asked.own)
    chosen: list[int] = []
    total = 0
    for place in (*sorted(telling, key=lambda one: frequencies[one]), *sorted(near, key=lambda one: frequencies[one])):
        if frequencies[place] and (not chosen or total + frequencies[place] <= SCORED_AT_MOST):
            chosen.append(place)
            total += frequencies[place]
    return chosen
