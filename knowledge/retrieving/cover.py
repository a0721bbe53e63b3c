"""How much of a passage's title a question covers: an own look at the best candidates, after both searches."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding.word_vectors import ABSENT, WordVectors
from knowledge.retrieving.recipe import LEAST_COVERAGE_SIMILARITY
from knowledge.retrieving.weigh import idf


def title_coverage(
    *,
    question: Sequence[str],
    titles: Sequence[Sequence[str]],
    frequencies: Mapping[str, int],
    passages: int,
    vectors: WordVectors,
) -> NDArray[np.float32]:
    """Share of each title that the question covers, 0 … 1, float32 [len(titles)]; an empty title gives 0.

    Every title word counts by its IDF and by its best cosine to a word of the question (the same word: 1, below .4: 0).
    """
    asked = sorted(set(question))
    words = sorted({word for title in titles for word in title})
    if not asked or not words:
        return np.zeros(len(titles), dtype=np.float32)
    best_of = best_match(words=words, among=asked, least=LEAST_COVERAGE_SIMILARITY, vectors=vectors)
    best = dict(zip(words, best_of, strict=True))
    weight = {word: idf(word=word, frequency=frequencies.get(word, 0), passages=passages) for word in words}
    return np.array([_share(set(title), best, weight) for title in titles], dtype=np.float32)


def _share(title: set[str], best: Mapping[str, float], weight: Mapping[str, float]) -> float:
    whole = sum(weight[word] for word in title)
    return sum(weight[word] * best[word] for word in title) / whole if whole else 0.0


def best_match(*, words: Sequence[str], among: Sequence[str], least: float, vectors: WordVectors) -> list[float]:
    """For each of `words` its best cosine to one of `among`: 1 for the same word, 0 below `least`; no list is empty."""
    cosines = _unit(words, vectors) @ _unit(among, vectors).T
    nearest = np.where(cosines < least, 0.0, cosines).max(axis=1)
    known = set(among)
    return [1.0 if word in known else float(near) for word, near in zip(words, nearest, strict=True)]


def _unit(words: Sequence[str], vectors: WordVectors) -> NDArray[np.float32]:
    rows = vectors.rows_of(words=words)
    found = vectors.vectors_of(rows=rows)
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    return np.where((rows == ABSENT)[:, None], np.float32(0), found / np.maximum(lengths, np.float32(1e-9)))
