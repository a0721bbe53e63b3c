"""Begins a new space beside the one in service: a word space fitted on what the town has now, or a model's."""

from typing import Final

from django.db import transaction

from knowledge.embedding.space import SPACE_DIMENSIONS, TITLE_WORDS, WordSpace
from knowledge.embedding.word_vectors import word_vectors
from knowledge.indexing.space_index import MOST_DIMENSIONS, create_index, drop_index
from knowledge.indexing.town_lock import lock_index
from knowledge.models import CorpusStatistics, EmbeddingSpace, Passage, PassageEmbedding, Term
from llm_gateway.public import Feature, embed, load_route
from pii_masking.public import MaskedText

WORDS_MODEL: Final = "words"
_SAMPLE: Final = 4_000  # titles whose common direction is taken out; more change nothing that can be measured
_BUILDING = EmbeddingSpace.State.BUILDING


class SpaceRefused(Exception):
    """The endpoint's vectors cannot be kept: they are longer than the index takes."""


def make_word_space() -> int | None:
    """Begin a word space fitted on the indexed passages; its id, or None when a space is being made already."""
    passages = CorpusStatistics.objects.values_list("passages", flat=True).get(pk=1)
    snapshot = WordSpace.fit_counts(
        passages=passages,
        frequencies=dict(Term.objects.filter(df__gt=0).values_list("text", "df")),
        titles=_sampled_titles(),
        vectors=word_vectors(),
    )
    space = EmbeddingSpace(
        kind=EmbeddingSpace.Kind.WORDS,
        model=WORDS_MODEL,
        dimensions=SPACE_DIMENSIONS,
        snapshot=snapshot.to_bytes(),
        fitted_passages=passages,
    )
    return _begin(space)


def make_endpoint_space() -> int | None:
    """Begin a space of the model that the town's route for embedding names first; its id, or None as above.

    One call of the model tells the length of its vectors, so call it outside of a transaction. Raises NotConfigured,
    ModelFailed, SpaceRefused.
    """
    route = load_route(feature=Feature.EMBED)
    probe = MaskedText.trusted(text="住民票の写しの交付", reason="our own words")
    dimensions = len(embed(texts=[probe], route=route)[0])
    if dimensions > MOST_DIMENSIONS:
        raise SpaceRefused(f"{dimensions} dimensions, at most {MOST_DIMENSIONS}")
    model = route.endpoints[0].model
    return _begin(EmbeddingSpace(kind=EmbeddingSpace.Kind.ENDPOINT, model=model, dimensions=dimensions))


def give_up_building() -> None:
    """Throw the space away that is being made, if there is one."""
    with transaction.atomic():
        lock_index()
        for space in EmbeddingSpace.objects.filter(state=_BUILDING):
            remove_space(space_id=space.pk)


def remove_space(*, space_id: int) -> None:
    """Delete a space with its index and vectors; in a transaction."""
    drop_index(space_id=space_id)
    PassageEmbedding.objects.filter(space=space_id).delete()
    EmbeddingSpace.objects.filter(pk=space_id).delete()


def _begin(space: EmbeddingSpace) -> int | None:
    with transaction.atomic():
        lock_index()
        if EmbeddingSpace.objects.filter(state=_BUILDING).exists():
            return None
        space.save()
        create_index(space_id=space.pk, dimensions=space.dimensions)
    return space.pk


def _sampled_titles() -> list[list[str]]:
    rows = Passage.objects.filter(lex__isnull=False).order_by("digest").values_list("title_words", "body_words")
    return [title or body[:TITLE_WORDS] for title, body in rows[:_SAMPLE]]
