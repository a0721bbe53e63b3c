"""Both searches in one visit: the best by words, the best by sense, and what a look at their titles needs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from knowledge.indexing.write_weights import sparse
from knowledge.retrieving.few import leaves_few
from knowledge.retrieving.keyword_search import SCORED_AT_MOST, Sql, best_by_words
from knowledge.retrieving.read_question import ReadQuestion
from knowledge.retrieving.recipe import VECTOR_WEIGHT
from knowledge.retrieving.vector_search import best_by_sense

# A filter that leaves few passages makes the index go on until it has enough of them (measured: recall .20 → .95).
# In a large town both indexes are to be used whatever the statistics of a young table say. Both statements are sent
# together: one visit, and the settings end with the transaction that the two are.
_SETTINGS: Final = """
    SELECT set_config('hnsw.iterative_scan', 'relaxed_order', true), set_config('hnsw.ef_search', '100', true),
           set_config('enable_seqscan', %s, true);
"""
_NOTHING: Final[Sql] = ("SELECT NULL::bigint AS id WHERE false", ())
_WORDS: Final = "coalesce(-(passage.lex <#> %s::sparsevec), 0) / %s AS lexical"
_SENSE: Final = "coalesce(-(embedding.vector::halfvec({dimensions}) <#> %s::halfvec({dimensions})), 0) AS vector"
_JOINED: Final = """
    JOIN knowledge_passage AS passage ON passage.id = found.id
    LEFT JOIN knowledge_passageembedding AS embedding
        ON embedding.passage_id = found.id AND embedding.space_id = %s
"""
# A large town: the best of each index, then both scores for all of these.
_BEST_OF_EACH: Final = """
    WITH by_words AS MATERIALIZED ({by_words}), by_sense AS MATERIALIZED ({by_sense}),
    found AS (SELECT id FROM by_words UNION SELECT id FROM by_sense),
    scored AS (
        SELECT found.id, {words}, {sense}, found.id IN (SELECT id FROM by_words) AS in_words,
               found.id IN (SELECT id FROM by_sense) AS in_sense, passage.title_words,
               passage.faq_entry_id IS NOT NULL AS is_faq
        FROM found {joined}
    )
"""
# A small town, or a filter that leaves few passages of a large one: both scores for every passage in one pass, which is
# exact and costs less than two indexes.
_ALL: Final = """
    WITH found AS ({findable}),
    scored AS (
        SELECT found.id, {words}, {sense}, true AS in_words, embedding.id IS NOT NULL AS in_sense, passage.title_words,
               passage.faq_entry_id IS NOT NULL AS is_faq
        FROM found {joined} WHERE passage.lex IS NOT NULL
    )
"""
_BEST: Final = """,
    best AS MATERIALIZED (SELECT * FROM scored ORDER BY lexical + %s * vector DESC, id LIMIT %s),
    counted AS (
        SELECT json_object_agg(text, df)::text AS frequencies FROM knowledge_term
        WHERE text IN (SELECT unnest(title_words) FROM best)
    )
    SELECT id, lexical, vector, in_words AND lexical > 0, in_sense AND vector > 0, title_words, is_faq,
           CASE WHEN row_number() OVER (ORDER BY id) = 1 THEN (SELECT frequencies FROM counted) END
    FROM best ORDER BY lexical + %s * vector DESC, id
"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage with both scores: `lexical` is BM25 / √Σidf, `vector` the inner product (0.0 without a vector)."""

    passage_id: int
    lexical: float
    vector: float
    by_words: bool
    by_sense: bool
    title_words: Sequence[str] = ()
    is_faq: bool = False


@dataclass(frozen=True, slots=True)
class Candidates:
    """The best passages, and how many passages of the town hold each word of their titles."""

    best: Sequence[Candidate]
    frequencies: Mapping[str, int]


def candidates(*, question: ReadQuestion, findable: Sql, most: int, exact: bool = False) -> Candidates:
    """The best `most` passages under `findable` by lexical + 2 · vector; one visit to the database.

    `exact` computes both scores for every passage also in a large town: slow, the measure for the indexes.
    """
    small = question.passages <= SCORED_AT_MOST
    whole = small or exact or leaves_few(findable=findable, passages=question.passages, most=SCORED_AT_MOST)
    start, values = _all(question, findable) if whole else _best_of_each(question, findable)
    with connection.cursor() as cursor:
        ends = [VECTOR_WEIGHT, most, VECTOR_WEIGHT]
        cursor.execute(_SETTINGS + start + _BEST, ["on" if small else "off", *values, *ends])
        cursor.nextset()
        rows = cursor.fetchall()
    counted = next((row[-1] for row in rows if row[-1]), "{}")
    return Candidates([Candidate(*row[:-1]) for row in rows], json.loads(counted))


def _all(question: ReadQuestion, findable: Sql) -> tuple[str, list[Any]]:
    lex, vector = _literals(question)
    sense = _SENSE.format(dimensions=int(question.space.dimensions))
    statement = _ALL.format(findable=findable[0], words=_WORDS, sense=sense, joined=_JOINED)
    return statement, [*findable[1], lex, question.weights.norm or 1.0, vector, question.space.id]


def _best_of_each(question: ReadQuestion, findable: Sql) -> tuple[str, list[Any]]:
    lex, vector = _literals(question)
    by_words = best_by_words(question=question, lex=lex, findable=findable) or _NOTHING
    by_sense = best_by_sense(space=question.space, vector=vector, findable=findable) if vector else _NOTHING
    sense = _SENSE.format(dimensions=int(question.space.dimensions))
    statement = _BEST_OF_EACH.format(
        by_words=by_words[0], by_sense=by_sense[0], words=_WORDS, sense=sense, joined=_JOINED
    )
    scores = [lex, question.weights.norm or 1.0, vector, question.space.id]
    return statement, [*by_words[1], *by_sense[1], *scores]


def _literals(question: ReadQuestion) -> tuple[str, str | None]:
    """The question's weights and its vector as pgvector reads them."""
    lex = sparse({**question.weights.words, **question.weights.pairs})
    if question.vector is None:
        return lex, None
    return lex, json.dumps(question.vector.astype(float).round(5).tolist())
