"""The keyword index for short texts of other apps: words and, by their vectors, words of nearly the same meaning."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from knowledge.embedding.word_vectors import ABSENT, word_vectors
from knowledge.retrieving.recipe import (
    FRAME_WEIGHT,
    FRAME_WORDS,
    PAIR_WEIGHT,
    SIMILAR_POWER,
    SIMILAR_SCALE,
    SIMILAR_WORDS,
)
from knowledge.retrieving.tokenise import terms
from knowledge.retrieving.weigh import (
    DIMENSIONS,
    Averages,
    dimension,
    document_weights,
    is_pair,
)
from knowledge.retrieving.weigh import idf as _idf
from knowledge.retrieving.weigh import pairs as neighbouring

_AVERAGES: Final = Averages(whole=200.0, title=12.0)  # words; of texts whose collection keeps no statistics
_MOST_WORDS: Final = 24  # of a question
_ROW: Final = "\x1erow:"  # before the number of a word's row in the table of vectors


@dataclass(frozen=True, slots=True)
class WordIndex:
    """`terms`: dimensions of the distinct words and of their vectors' rows, for a GIN index; `weights` by dimension."""

    terms: tuple[int, ...]
    weights: Mapping[int, float]

    @property
    def literal(self) -> str:
        """The weights as PostgreSQL reads a sparsevec of TERM_SPACE dimensions."""
        return sparse_literal(weights=self.weights)


@dataclass(frozen=True, slots=True)
class AskedWords:
    """`own`: dimension of each word asked for, True for one that says little; `near`: what it means nearly, by how much
    of the word's own weight it counts; `pairs`: dimensions of neighbouring words."""

    own: Mapping[int, bool]
    near: Mapping[int, tuple[int, float]]
    pairs: tuple[int, ...]


def index_words(*, title: str, body: str) -> WordIndex:
    """Weights as those of passages (BM25 without idf), pairs of the title only. Raises WordVectorsMissing."""
    heading = terms(text=title)
    said = document_weights(title=heading, body=terms(text=body), averages=_AVERAGES)
    kept_pairs = set(neighbouring(words=heading))
    weights = {term: weight for term, weight in said.items() if term in kept_pairs or not is_pair(term=term)}
    words = [word for word in weights if not is_pair(term=word)]
    kept = {dimension(term=word): weight for word, weight in weights.items()}
    found = {dimension(term=word) for word in words}
    for word, row in zip(words, word_vectors().rows_of(words=words).tolist(), strict=True):
        if row != ABSENT:
            place = dimension(term=f"{_ROW}{row}")
            kept[place] = max(kept.get(place, 0.0), weights[word])
            found.add(place)
    return WordIndex(tuple(sorted(found)), kept)


def asked_words(*, text: str) -> AskedWords:
    """What a question asks for. Raises WordVectorsMissing."""
    words = list(dict.fromkeys(terms(text=text[:400])))[:_MOST_WORDS]
    vectors = word_vectors()
    near: dict[int, tuple[int, float]] = {}
    for word in words:
        if word in FRAME_WORDS:
            continue
        own = dimension(term=word)
        for row, cosine in vectors.similar_rows(word=word)[: SIMILAR_WORDS + 1]:
            share = SIMILAR_SCALE * cosine**SIMILAR_POWER
            place = dimension(term=f"{_ROW}{row}")
            if share > near.get(place, (0, 0.0))[1]:
                near[place] = (own, share)
    own_words = {dimension(term=word): word in FRAME_WORDS for word in words}
    return AskedWords(own_words, near, tuple(dimension(term=pair) for pair in neighbouring(words=words)))


def asked_weights(*, asked: AskedWords, frequencies: Mapping[int, int], texts: int) -> dict[int, float]:
    """Weight of each dimension, from how many of the `texts` hold each word. A word that says little counts little."""
    own = {
        place: _idf(word="", frequency=frequencies.get(place, 0), passages=texts) * (FRAME_WEIGHT if little else 1.0)
        for place, little in asked.own.items()
    }
    near = {place: share * own[word] for place, (word, share) in asked.near.items()}
    return near | own | dict.fromkeys(asked.pairs, PAIR_WEIGHT)


def sparse_literal(*, weights: Mapping[int, float]) -> str:
    """A pgvector literal of weights by dimension."""
    inner = ",".join(f"{place}:{weights[place]:.4f}" for place in sorted(weights) if weights[place])
    return f"{{{inner}}}/{DIMENSIONS}"
