"""What turns passages and questions into vectors of one space: the town's word statistics or a model's endpoint."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding.space import WordSpace
from knowledge.embedding.word_vectors import word_vectors
from knowledge.indexing.passage_words import PassageTexts, PassageWords
from knowledge.models import EmbeddingSpace
from llm_gateway.public import FailureKind, Feature, ModelFailed, embed, load_route
from pii_masking.public import MaskedText
from tenants.public import current_schema

Vectors = NDArray[np.float32]
_SNAPSHOTS_KEPT = 64  # some 100 KB to 1 MB each


@dataclass(frozen=True, slots=True)
class SpaceFacts:
    """One row of EmbeddingSpace without its snapshot."""

    id: int
    kind: str
    model: str
    dimensions: int
    fitted_passages: int


class Embedder(Protocol):
    """Makes the vectors of one space; may call a model, so never inside a transaction."""

    def passages(self, *, texts: Sequence[PassageTexts], words: Sequence[PassageWords]) -> Vectors:
        """float32 [len(texts), dimensions]."""

    def question(self, *, text: str) -> Vectors:
        """float32 [dimensions]."""


def embedder_of(*, space: SpaceFacts) -> Embedder:
    """The embedder of a space of the entered town."""
    if space.kind == EmbeddingSpace.Kind.WORDS:
        return WordEmbedder(_snapshot(current_schema(), space.id, space.fitted_passages))
    return EndpointEmbedder(model=space.model, dimensions=space.dimensions)


@lru_cache(maxsize=_SNAPSHOTS_KEPT)
def _snapshot(schema_name: str, space_id: int, fitted_passages: int) -> WordSpace:
    """A snapshot never changes once its space is in use; kept by town, id and size, one query at first."""
    data = bytes(EmbeddingSpace.objects.values_list("snapshot", flat=True).get(pk=space_id))
    return WordSpace.from_bytes(data=data) if data else WordSpace.fallback()


@dataclass(frozen=True, slots=True)
class WordEmbedder:
    """Offline: means of word vectors."""

    snapshot: WordSpace

    def passages(self, *, texts: Sequence[PassageTexts], words: Sequence[PassageWords]) -> Vectors:
        """From the words alone."""
        titles, bodies = [each.title for each in words], [each.body for each in words]
        return self.snapshot.embed_words(titles=titles, bodies=bodies, vectors=word_vectors())

    def question(self, *, text: str) -> Vectors:
        """Zeros when no word is known."""
        return self.snapshot.embed_query(text=text, vectors=word_vectors())


@dataclass(frozen=True, slots=True)
class EndpointEmbedder:
    """A model behind an endpoint of the town. Vectors are brought to length 1: inner product is then cosine."""

    model: str
    dimensions: int

    def passages(self, *, texts: Sequence[PassageTexts], words: Sequence[PassageWords]) -> Vectors:
        """Title and body as one text. Raises ModelFailed, NotConfigured."""
        plain = [f"{each.title}\n{each.text}" for each in texts]
        return self._embed([MaskedText.trusted(text=text, reason="knowledge of the town") for text in plain])

    def question(self, *, text: str) -> Vectors:
        """The question was masked by whoever asks. Raises ModelFailed, NotConfigured."""
        masked = MaskedText.trusted(text=text, reason="masked before it was searched")
        vector: Vectors = self._embed([masked])[0]
        return vector

    def _embed(self, texts: Sequence[MaskedText]) -> Vectors:
        route = load_route(feature=Feature.EMBED)
        if route.endpoints and route.endpoints[0].model != self.model:
            raise ModelFailed(FailureKind.WRONG_SHAPE, detail="the endpoint's model is not the space's")
        found = np.asarray(embed(texts=texts, route=route), dtype=np.float32)
        if found.shape != (len(texts), self.dimensions):
            raise ModelFailed(FailureKind.WRONG_SHAPE, detail=f"vectors of {found.shape[-1]} numbers")
        lengths = np.linalg.norm(found, axis=1, keepdims=True)
        unit: Vectors = np.divide(found, lengths, out=np.zeros_like(found), where=lengths > 0)
        return unit
