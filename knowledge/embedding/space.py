"""Turns texts into vectors with word vectors and a town's own word statistics."""

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding.word_vectors import ABSENT, DIMENSIONS, WordVectors
from knowledge.retrieving.recipe import BODY_VECTOR_WEIGHT, FRAME_WEIGHT, FRAME_WORDS
from knowledge.retrieving.tokenise import terms

SPACE_DIMENSIONS = 2 * DIMENSIONS
TITLE_WORDS = 30
Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class WordSpace:
    """A frozen snapshot of a town's statistics: same snapshot, same vectors.

    `passages` is N, `frequencies` how many passages hold a word, `component` the direction that all titles share
    (float32 [300], zeros for none), taken out of every vector. After Arora et al. 2017, "A simple but tough-to-beat
    baseline for sentence embeddings", with IDF for the weights.
    """

    passages: int
    frequencies: Mapping[str, int]
    component: Vectors = field(repr=False)

    @classmethod
    def fit(cls, *, titles: Sequence[str], bodies: Sequence[str], vectors: WordVectors) -> Self:
        """The snapshot of a corpus; `titles[i]` and `bodies[i]` belong to passage i. Raises ValueError when unequal."""
        heads, rests = [terms(text=title) for title in titles], [terms(text=body) for body in bodies]
        return cls.fit_words(titles=heads, bodies=rests, vectors=vectors)

    @classmethod
    def fit_words(
        cls, *, titles: Sequence[Sequence[str]], bodies: Sequence[Sequence[str]], vectors: WordVectors
    ) -> Self:
        """`fit` of passages that are cut into words already."""
        cut = [_cut(title, body) for title, body in zip(titles, bodies, strict=True)]
        frequencies = Counter(word for _, whole in cut for word in set(whole))
        heads = [title for title, _ in cut]
        return cls.fit_counts(passages=len(cut), frequencies=frequencies, titles=heads, vectors=vectors)

    @classmethod
    def fit_counts(
        cls, *, passages: int, frequencies: Mapping[str, int], titles: Sequence[Sequence[str]], vectors: WordVectors
    ) -> Self:
        """The snapshot of a corpus that is counted already; `titles` in words, all of them or a good sample."""
        bare = cls(passages, dict(frequencies), np.zeros(DIMENSIONS, dtype=np.float32))
        return cls(bare.passages, bare.frequencies, _first_component(bare._means(titles, vectors)))

    @classmethod
    def fallback(cls) -> Self:
        """The snapshot of a town without passages: all words weigh the same, frame words little."""
        return cls(1, {}, np.zeros(DIMENSIONS, dtype=np.float32))

    def embed_passages(self, *, titles: Sequence[str], bodies: Sequence[str], vectors: WordVectors) -> Vectors:
        """float32 [n, 600]: unit(title) beside .6 · unit(title and body). Zeros where no word is known.

        An empty title is replaced by the first 30 words of the body. Raises ValueError when the lists are unequal.
        """
        heads, rests = [terms(text=title) for title in titles], [terms(text=body) for body in bodies]
        return self.embed_words(titles=heads, bodies=rests, vectors=vectors)

    def embed_words(
        self, *, titles: Sequence[Sequence[str]], bodies: Sequence[Sequence[str]], vectors: WordVectors
    ) -> Vectors:
        """`embed_passages` of passages that are cut into words already."""
        cut = [_cut(title, body) for title, body in zip(titles, bodies, strict=True)]
        head = self._directions([title for title, _ in cut], vectors)
        whole = self._directions([all_words for _, all_words in cut], vectors)
        return np.hstack([head, np.float32(BODY_VECTOR_WEIGHT) * whole])

    def embed_query(self, *, text: str, vectors: WordVectors) -> Vectors:
        """float32 [600]: unit(question) twice, so that the inner product with a passage is q·title + .6·q·whole."""
        direction = self._directions([terms(text=text)], vectors)[0]
        return np.concatenate([direction, direction])

    def to_plain(self) -> dict[str, Any]:
        """JSON-ready values, for a jsonb column."""
        component = [round(float(value), 6) for value in self.component]
        return {"passages": self.passages, "frequencies": dict(self.frequencies), "component": component}

    @classmethod
    def from_plain(cls, *, plain: Mapping[str, Any]) -> Self:
        """Inverse of `to_plain`. Raises KeyError or ValueError when the values are none."""
        component = np.asarray(plain["component"], dtype=np.float32)
        if component.shape != (DIMENSIONS,):
            raise ValueError(f"a component has {DIMENSIONS} numbers, not {component.shape}")
        return cls(int(plain["passages"]), dict(plain["frequencies"]), component)

    def to_bytes(self) -> bytes:
        """The snapshot as UTF-8 JSON."""
        return json.dumps(self.to_plain(), ensure_ascii=False, sort_keys=True).encode()

    @classmethod
    def from_bytes(cls, *, data: bytes) -> Self:
        """Inverse of `to_bytes`."""
        return cls.from_plain(plain=json.loads(data))

    def _directions(self, texts: Sequence[Sequence[str]], vectors: WordVectors) -> Vectors:
        means = _unit(self._means(texts, vectors))
        return _unit(means - np.outer(means @ self.component, self.component))

    def _means(self, texts: Sequence[Sequence[str]], vectors: WordVectors) -> Vectors:
        """Unit IDF-weighted mean of each text's word vectors, [n, 300]."""
        words = sorted({word for text in texts for word in text})
        place = {word: position for position, word in enumerate(words)}
        rows = vectors.rows_of(words=words)
        weighted = vectors.vectors_of(rows=rows) * np.array([self._weight(word) for word in words], np.float32)[:, None]
        sums = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for position, text in enumerate(texts):
            known = [place[word] for word in text if rows[place[word]] != ABSENT]
            if known:
                sums[position] = weighted[known].sum(axis=0)
        return _unit(sums)

    def _weight(self, word: str) -> float:
        share = self.frequencies.get(word, 0)
        idf = math.log(1 + (self.passages - share + 0.5) / (share + 0.5)) if self.frequencies else 1.0
        return idf * (FRAME_WEIGHT if word in FRAME_WORDS else 1.0)


def _cut(title: Sequence[str], body: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    return title or body[:TITLE_WORDS], [*title, *body]


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return unit


def _first_component(averages: Vectors) -> Vectors:
    """First right singular vector, without a fixed sign: only its outer product is used."""
    if len(averages) <= 1:
        return np.zeros(DIMENSIONS, dtype=np.float32)
    directions = np.linalg.eigh(averages.T @ averages).eigenvectors
    component: Vectors = directions[:, -1].astype(np.float32)
    return component
