"""A question as the index understands it: weights of its words and the vector of its sense."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from knowledge.embedding.word_vectors import word_vectors
from knowledge.indexing.embedder import SpaceFacts, embedder_of
from knowledge.retrieving.tokenise import terms
from knowledge.retrieving.weigh import KnownWord, QueryWeights, query_weights
from knowledge.retrieving.widen import with_synonyms
from llm_gateway.public import ModelFailed, NotConfigured

_MOST_WORDS = 200  # of a question; what follows in a pasted text adds time and no sense
_MOST_CHARACTERS = 2_000
# One query for all that a search must know: the space in service, the counts, the words. At least one row comes back.
_VOCABULARY = """
    SELECT statistics.passages, space.id, space.kind, space.model, space.dimensions, space.fitted_passages,
           term.text, term.df, term.vector_row
    FROM knowledge_corpusstatistics AS statistics
    JOIN knowledge_embeddingspace AS space ON space.state = 'active'
    LEFT JOIN knowledge_term AS term ON term.text = ANY(%s) OR term.vector_row = ANY(%s::int[])
    WHERE statistics.id = 1
"""


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """What is searched. `vector` is None when the sense of the question is not known or its model does not answer.

    `near` gives for each word its similar rows of the word-vector table with their cosines (above .5; itself 1.0).
    """

    text: str
    words: Sequence[str]
    weights: QueryWeights
    frequencies: dict[str, int]
    passages: int
    space: SpaceFacts
    vector: NDArray[np.float32] | None
    near: Mapping[str, Mapping[int, float]] = field(default_factory=dict)


def read_question(*, text: str) -> ReadQuestion:
    """Read a question in the entered town: one query, and a call of the model when vectors are made by an endpoint."""
    cut = text[:_MOST_CHARACTERS]
    words = with_synonyms(words=terms(text=cut)[:_MOST_WORDS], synonyms={})
    vectors = word_vectors()
    similar = {word: vectors.similar_rows(word=word) for word in words}
    rows = sorted({row for near in similar.values() for row, _ in near})
    passages, space, known = _look_up(sorted(set(words)), rows)
    weights = query_weights(words=words, known=known, passages=passages, similar_rows=similar.__getitem__)
    frequencies = {each.word: each.frequency for each in known}
    near = {word: dict(rows) for word, rows in similar.items()}
    return ReadQuestion(cut, words, weights, frequencies, passages, space, _vector(space, cut), near)


def _look_up(words: list[str], rows: list[int]) -> tuple[int, SpaceFacts, list[KnownWord]]:
    with connection.cursor() as cursor:
        # As text: the rows are hundreds of small numbers, and adapting each takes longer than the look-up.
        cursor.execute(_VOCABULARY, [words, f"{{{','.join(map(str, rows))}}}"])
        found = cursor.fetchall()
    known = [KnownWord(row[6], row[7], row[8]) for row in found if row[6] is not None and row[7] > 0]
    return int(found[0][0]), SpaceFacts(*found[0][1:6]), known


def _vector(space: SpaceFacts, text: str) -> NDArray[np.float32] | None:
    try:
        vector = embedder_of(space=space).question(text=text)
    except (ModelFailed, NotConfigured):
        return None  # planned failure: the words alone are searched, and the gateway has recorded the rest
    return vector if bool(vector.any()) else None
