"""Gives passages their vectors in a space."""

import json
from collections.abc import Sequence

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from knowledge.indexing.embedder import SpaceFacts, Vectors, embedder_of
from knowledge.indexing.passage_words import PassageTexts, PassageWords
from knowledge.indexing.read_passages import read_texts, read_words
from knowledge.indexing.town_lock import lock_index
from knowledge.models import EmbeddingSpace, Passage, PassageEmbedding

_ACTIVE = EmbeddingSpace.State.ACTIVE
_BUILDING = EmbeddingSpace.State.BUILDING
_WRITE = """
    INSERT INTO knowledge_passageembedding (passage_id, space_id, vector)
    SELECT written.id, %s, written.vector::halfvec
    FROM unnest(%s::bigint[], %s::text[]) AS written (id, vector)
    JOIN knowledge_passage AS passage ON passage.id = written.id AND passage.lex IS NOT NULL
    ON CONFLICT (space_id, passage_id) DO NOTHING
"""
_REUSE = """
    INSERT INTO knowledge_passageembedding (passage_id, space_id, vector)
    SELECT DISTINCT ON (fresh.id) fresh.id, known.space_id, known.vector
    FROM knowledge_passage AS fresh
    JOIN knowledge_passage AS same ON same.digest = fresh.digest AND same.id <> fresh.id AND same.place = fresh.place
    JOIN knowledge_passageembedding AS known ON known.passage_id = same.id AND known.space_id = %s
    WHERE fresh.id = ANY(%s) AND fresh.lex IS NOT NULL
    ORDER BY fresh.id
    ON CONFLICT (space_id, passage_id) DO NOTHING
"""


def space_in(*, state: EmbeddingSpace.State) -> SpaceFacts | None:
    """The space in service (ACTIVE) or the one being made (BUILDING), if there is one."""
    row = (
        EmbeddingSpace.objects.filter(state=state)
        .values_list("id", "kind", "model", "dimensions", "fitted_passages")
        .first()
    )
    return SpaceFacts(*row) if row else None


def without_vector(*, space_id: int) -> QuerySet[Passage]:
    """Indexed passages that have no vector in a space."""
    known = PassageEmbedding.objects.filter(space=space_id, passage=OuterRef("pk"))
    return Passage.objects.filter(~Exists(known), lex__isnull=False)


def embed_passages(*, passage_ids: Sequence[int]) -> None:
    """Vectors in the space in service for those of the passages that lack one.

    Looks again after writing: when the space was changed meanwhile, the new one gets its vectors too, so that no
    passage is left behind. Raises ModelFailed, NotConfigured.
    """
    while space := space_in(state=_ACTIVE):
        missing = without_vector(space_id=space.id).filter(pk__in=passage_ids)
        if not embed_into(space=space, passages=missing):
            return


def embed_into(*, space: SpaceFacts, passages: QuerySet[Passage]) -> int:
    """Make and write the vectors of `passages`; returns how many were asked for. Makes them outside of a transaction.

    Vectors of an endpoint are taken from passages of the same text where there are any: they cost money.
    """
    if space.kind == EmbeddingSpace.Kind.ENDPOINT:
        _reuse(space, list(passages.values_list("id", flat=True)))
    words = read_words(passages=passages)
    if not words:
        return 0
    texts = _texts(space, [each.passage_id for each in words])
    vectors = embedder_of(space=space).passages(texts=texts, words=words)
    _write(space.id, words, vectors)
    return len(words)


def _texts(space: SpaceFacts, ids: list[int]) -> list[PassageTexts]:
    if space.kind == EmbeddingSpace.Kind.WORDS:
        return []
    return read_texts(passages=Passage.objects.filter(pk__in=ids))


def _write(space_id: int, words: Sequence[PassageWords], vectors: Vectors) -> None:
    ids = [each.passage_id for each in words]
    literals = [json.dumps(row) for row in vectors.astype(float).round(5).tolist()]
    with transaction.atomic():
        lock_index()
        if EmbeddingSpace.objects.filter(pk=space_id, state__in=[_ACTIVE, _BUILDING]).exists():
            with connection.cursor() as cursor:
                cursor.execute(_WRITE, [space_id, ids, literals])


def _reuse(space: SpaceFacts, ids: list[int]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        lock_index()
        cursor.execute(_REUSE, [space.id, ids])
