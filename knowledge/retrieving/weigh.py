"""BM25 as two sparse vectors: weights of a passage's words (stored) and weights of a question's words."""

import itertools
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.embedding.word_hash import word_key
from knowledge.retrieving.recipe import (
    FRAME_WEIGHT,
    FRAME_WORDS,
    K1,
    PAIR_WEIGHT,
    SIMILAR_POWER,
    SIMILAR_SCALE,
    SIMILAR_WORDS,
    SYNONYM_SCALE,
    TITLE_WEIGHT,
    B,
)

# Dimensions of the sparse vector; pgvector counts them from 1 and allows 1,000,000,000.
DIMENSIONS = 1_000_000_000
_BETWEEN = "\x1f"


@dataclass(frozen=True, slots=True)
class Averages:
    """Average number of words of a town's passages: in title and body together, and in the title (at least 1)."""

    whole: float
    title: float


@dataclass(frozen=True, slots=True)
class KnownWord:
    """A row of a town's word table: how many passages hold the word, and its row in the word-vector table."""

    word: str
    frequency: int
    vector_row: int


@dataclass(frozen=True, slots=True)
class QueryWeights:
    """`words`: weight of each single word, similar ones included; `pairs`: weight of each pair.

    `norm` is √(Σ IDF) over the question's own words (0.0 when it has none): divide the lexical score by it.
    """

    words: Mapping[str, float]
    pairs: Mapping[str, float]
    norm: float


def dimension(*, term: str) -> int:
    """Dimension of a word or pair in the sparse vector, 1 … 999,999,999: a hash, so no table of numbers is needed."""
    return word_key(word=term) % (DIMENSIONS - 1) + 1


def pairs(*, words: Sequence[str]) -> list[str]:
    """Neighbouring words as one term each."""
    return [f"{left}{_BETWEEN}{right}" for left, right in itertools.pairwise(words)]


def document_weights(*, title: Sequence[str], body: Sequence[str], averages: Averages) -> dict[str, float]:
    """Weight of every word and pair of a passage: BM25's saturated count, plus .4 of the title's own.

    Linear in the query side's IDF: score = Σ document weight · query weight. Pairs contain the character U+001F.
    """
    both = _saturated([*title, *body], [*pairs(words=title), *pairs(words=body)], averages.whole)
    for term, weight in _saturated(title, pairs(words=title), averages.title).items():
        both[term] += TITLE_WEIGHT * weight
    return both


def is_pair(*, term: str) -> bool:
    """Whether a key of `document_weights` is a pair; pairs stay out of the candidate index and the word table."""
    return _BETWEEN in term


def idf(*, word: str, frequency: int, passages: int) -> float:
    """Inverse document frequency, never negative; a frame word counts FRAME_WEIGHT of it."""
    value = math.log(1 + (passages - min(frequency, passages) + 0.5) / (frequency + 0.5))
    return value * FRAME_WEIGHT if word in FRAME_WORDS else value


def query_weights(
    *,
    words: Sequence[str],
    known: Sequence[KnownWord],
    passages: int,
    similar_rows: Callable[[str], Sequence[tuple[int, float]]],
    synonyms: Sequence[tuple[Sequence[str], Sequence[Sequence[str]]]] = (),
) -> QueryWeights:
    """Weights of a question's words, widened to similar words of the town and to `synonyms` (phrase, other phrases).

    `known` are the rows of the town's word table for the question's words and for all similar rows; `similar_rows`
    gives (row, cosine) nearest first (`WordVectors.similar_rows`).
    """
    frequency = {row.word: row.frequency for row in known}
    own = {word: idf(word=word, frequency=frequency.get(word, 0), passages=passages) for word in words}
    weights = dict(own)
    by_row: dict[int, list[KnownWord]] = {}
    for row in known:
        by_row.setdefault(row.vector_row, []).append(row)
    for word, value in own.items():
        for near, cosine in _similar(word, by_row, similar_rows(word)):
            there = idf(word=near.word, frequency=near.frequency, passages=passages)
            weight = SIMILAR_SCALE * cosine**SIMILAR_POWER * min(value, there)
            weights[near.word] = max(weights.get(near.word, 0.0), weight)
    joined: dict[str, float] = {}
    for phrase, others in synonyms:
        highest = max(own.get(word, 0.0) for word in phrase)
        for other in others:
            for word in set(other) - set(words):
                there = idf(word=word, frequency=frequency.get(word, 0), passages=passages)
                weights[word] = max(weights.get(word, 0.0), SYNONYM_SCALE * min(highest, there))
            joined |= dict.fromkeys(pairs(words=other), SYNONYM_SCALE * PAIR_WEIGHT)
    plain = [pair for pair in pairs(words=words) if not FRAME_WORDS.intersection(pair.split(_BETWEEN))]
    return QueryWeights(weights, joined | dict.fromkeys(plain, PAIR_WEIGHT), math.sqrt(sum(own.values())))


def _similar(
    word: str, by_row: Mapping[int, Sequence[KnownWord]], rows: Sequence[tuple[int, float]]
) -> list[tuple[KnownWord, float]]:
    near = [(other, cosine) for row, cosine in rows for other in by_row.get(row, ()) if other.word != word]
    return near[:SIMILAR_WORDS]


def _saturated(words: Sequence[str], joined: Sequence[str], average: float) -> dict[str, float]:
    length = K1 * (1 - B + B * len(words) / max(average, 1.0))
    return {term: count * (K1 + 1) / (count + length) for term, count in Counter([*words, *joined]).items()}
