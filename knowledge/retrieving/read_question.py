"""A question as the index understands it: weights of its words and the vector of its sense."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from knowledge.embedding.word_vectors import word_vectors
from knowledge.indexing.embedder import SpaceFacts, embedder_of
from knowledge.retrieving.synonyms import Applied, Synonyms, fresh_synonyms, known_synonyms
from knowledge.retrieving.tokenise import terms
from knowledge.retrieving.weigh import KnownWord, QueryWeights, query_weights
from llm_gateway.public import ModelFailed, NotConfigured

_MOST_WORDS = 200  # of a question; what follows in a pasted text adds time and no sense
_MOST_CHARACTERS = 2_000
# One query for all that a search must know: the space in service, the counts, the words. At least one row comes back.
_VOCABULARY = """
    SELECT statistics.passages, space.id, space.kind, space.model, space.dimensions, space.fitted_passages,
           term.text, term.df, term.vector_row,
           (SELECT count(*) || ' ' || coalesce(max(updated_at)::text, '') FROM knowledge_synonymgroup) AS mark
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
    synonyms: tuple[Applied, ...] = ()

    @property
    def asked_words(self) -> Sequence[str]:
        """The question's own words and those of the synonyms that were searched with them."""
        return [*self.words, *(word for each in self.synonyms for other in each.others for word in other)]


def read_question(*, text: str, synonyms: Synonyms | None = None) -> ReadQuestion:
    """Read a question in the entered town: one query, and a call of the model when vectors are made by an endpoint.

    With `synonyms` these are tried instead of the town's own. One query more when the town's have just been changed.
    """
    cut = text[:_MOST_CHARACTERS]
    words = terms(text=cut)[:_MOST_WORDS]
    vectors = word_vectors()
    similar = {word: vectors.similar_rows(word=word) for word in words}
    rows = sorted({row for near in similar.values() for row, _ in near})
    used = synonyms or known_synonyms()
    applied = used.applied_to(words=words)
    town, known, mark = _look_up(_to_look_up(words, applied), rows)
    if synonyms is None and mark != used.mark:
        applied = fresh_synonyms(mark=mark).applied_to(words=words)
        town, known, mark = _look_up(_to_look_up(words, applied), rows)
    passages, space = town
    weights = query_weights(
        words=words,
        known=known,
        passages=passages,
        similar_rows=similar.__getitem__,
        synonyms=[(each.phrase, each.others) for each in applied],
    )
    frequencies = {each.word: each.frequency for each in known}
    near = {word: dict(rows) for word, rows in similar.items()}
    return ReadQuestion(cut, words, weights, frequencies, passages, space, _vector(space, cut), near, applied)


def _to_look_up(words: Sequence[str], applied: Sequence[Applied]) -> list[str]:
    return sorted({*words, *(word for each in applied for other in each.others for word in other)})


def _look_up(words: list[str], rows: list[int]) -> tuple[tuple[int, SpaceFacts], list[KnownWord], str]:
    with connection.cursor() as cursor:
        # As text: the rows are hundreds of small numbers, and adapting each takes longer than the look-up.
        cursor.execute(_VOCABULARY, [words, f"{{{','.join(map(str, rows))}}}"])
        found = cursor.fetchall()
    known = [KnownWord(row[6], row[7], row[8]) for row in found if row[6] is not None and row[7] > 0]
    return (int(found[0][0]), SpaceFacts(*found[0][1:6])), known, str(found[0][9])


def _vector(space: SpaceFacts, text: str) -> NDArray[np.float32] | None:
    try:
        vector = embedder_of(space=space).question(text=text)
    except (ModelFailed, NotConfigured):
        return None  # planned failure: the words alone are searched, and the gateway has recorded the rest
    return vector if bool(vector.any()) else None
