"""Both searches in one statement: the best by words, the best by sense, and both scores for all of them."""

import json
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection, transaction

from knowledge.indexing.write_weights import sparse
from knowledge.retrieving.keyword_search import SCORED_AT_MOST, Sql, best_by_words
from knowledge.retrieving.read_question import ReadQuestion
from knowledge.retrieving.recipe import VECTOR_WEIGHT
from knowledge.retrieving.vector_search import best_by_sense

# A filter that leaves few passages makes the index go on until it has enough of them (measured: recall .20 → .95).
# In a large town both indexes are to be used whatever the statistics of a young table say.
_SETTINGS: Final = """
    SELECT set_config('hnsw.iterative_scan', 'relaxed_order', true), set_config('hnsw.ef_search', '100', true),
           set_config('enable_seqscan', %s, true)
"""
_NOTHING: Final[Sql] = ("SELECT NULL::bigint AS id WHERE false", ())
_BOTH: Final = """
    WITH by_words AS MATERIALIZED ({by_words}), by_sense AS MATERIALIZED ({by_sense}),
    found AS (SELECT id FROM by_words UNION SELECT id FROM by_sense),
    scored AS (
        SELECT found.id,
               coalesce(-(passage.lex <#> %s::sparsevec), 0) / %s AS lexical,
               coalesce(-(embedding.vector::halfvec({dimensions}) <#> %s::halfvec({dimensions})), 0) AS vector,
               found.id IN (SELECT id FROM by_words) AS in_words, found.id IN (SELECT id FROM by_sense) AS in_sense
        FROM found
        JOIN knowledge_passage AS passage ON passage.id = found.id
        LEFT JOIN knowledge_passageembedding AS embedding
            ON embedding.passage_id = found.id AND embedding.space_id = %s
    )
    SELECT id, lexical, vector, in_words AND lexical > 0, in_sense FROM scored
    ORDER BY lexical + %s * vector DESC, id LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage with both scores: `lexical` is BM25 / √Σidf, `vector` the inner product (0.0 without a vector)."""

    passage_id: int
    lexical: float
    vector: float
    by_words: bool
    by_sense: bool


def candidates(*, question: ReadQuestion, findable: Sql, most: int) -> list[Candidate]:
    """The best `most` passages under `findable` by lexical + 2 · vector; two statements in one transaction."""
    statement, values = _statement(question, findable, most)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_SETTINGS, ["off" if question.passages > SCORED_AT_MOST else "on"])
        cursor.execute(statement, values)
        return [Candidate(*row) for row in cursor.fetchall()]


def _statement(question: ReadQuestion, findable: Sql, most: int) -> tuple[str, list[Any]]:
    lex = sparse({**question.weights.words, **question.weights.pairs})
    dimensions = question.space.dimensions
    vector = None if question.vector is None else json.dumps(question.vector.astype(float).round(5).tolist())
    by_words = best_by_words(question=question, lex=lex, findable=findable) or _NOTHING
    by_sense = best_by_sense(space=question.space, vector=vector, findable=findable) if vector else _NOTHING
    statement = _BOTH.format(by_words=by_words[0], by_sense=by_sense[0], dimensions=int(dimensions))
    values = [*by_words[1], *by_sense[1], lex, question.weights.norm or 1.0, vector, question.space.id]
    return statement, [*values, VECTOR_WEIGHT, most]
