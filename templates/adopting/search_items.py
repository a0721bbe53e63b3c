"""The shared things that fit some words, best first: candidates by a GIN index, then their BM25 weights."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import connection

from knowledge.public import AskedWords, asked_weights, asked_words, sparse_literal
from templates.adopting.count_words import counts_of
from templates.models.word_count import ALL_THINGS

SCORED_AT_MOST: Final = 3_000  # things whose weights are read; those with the rarest words of the question
MOST: Final = 1_000  # things that are counted and shown
_FEWEST: Final = 3_000  # things that a word's rarity is reckoned among, so that few things do not make it common
_SHARE: Final = 0.3  # of the best score: what lies below is about something else
_NEAR: Final = 12  # words of nearly the same meaning that are looked up
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
    frequencies = counts_of(consortium_id=consortium_id, places=looked_up)
    among = _chosen(asked, near, frequencies)
    if not among:
        return ()
    texts = max(_FEWEST, frequencies.get(ALL_THINGS, 0))
    weights = asked_weights(asked=asked, frequencies=frequencies, texts=texts)
    with connection.cursor() as cursor:
        cursor.execute(_BEST, [sparse_literal(weights=weights), consortium_id, among, _SHARE, MOST])
        return tuple(Hit(*row) for row in cursor.fetchall())


def _chosen(asked: AskedWords, near: Sequence[int], frequencies: Mapping[int, int]) -> list[int]:
    """Words by which things are looked up: own ones that say something first, each rarest first, until enough."""
    telling = [place for place, little in asked.own.items() if not little] or list(asked.own)
    chosen: list[int] = []
    total = 0

    def known(place: int) -> int:
        return frequencies.get(place, 0)

    for place in (*sorted(telling, key=known), *sorted(near, key=known)):
        if known(place) and (not chosen or total + known(place) <= SCORED_AT_MOST):
            chosen.append(place)
            total += known(place)
    return chosen
