"""The town's vocabulary: how many indexed passages hold each word, and how long passages are."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import F

from knowledge.embedding.word_vectors import word_vectors
from knowledge.indexing.passage_words import PassageWords
from knowledge.models import CorpusStatistics

_ADD = """
    INSERT INTO knowledge_term AS term (text, df, vector_row)
    SELECT * FROM unnest(%s::text[], %s::int[], %s::int[])
    ON CONFLICT (text) DO UPDATE SET df = term.df + EXCLUDED.df
"""
_TAKE = """
    UPDATE knowledge_term AS term SET df = greatest(term.df - gone.df, 0)
    FROM unnest(%s::text[], %s::int[]) AS gone (text, df) WHERE term.text = gone.text
"""
_RECOUNT = """
    WITH counted AS (
        SELECT word, count(*) AS df FROM knowledge_passage AS passage
        CROSS JOIN LATERAL (SELECT DISTINCT unnest(passage.title_words || passage.body_words) AS word) AS words
        WHERE passage.lex IS NOT NULL GROUP BY word
    )
    UPDATE knowledge_term AS term SET df = coalesce(counted.df, 0)
    FROM knowledge_term AS every LEFT JOIN counted ON counted.word = every.text
    WHERE every.id = term.id AND term.df <> coalesce(counted.df, 0)
"""
_RECOUNT_LENGTHS = """
    UPDATE knowledge_corpusstatistics SET (passages, total_length, total_title_length) = (
        SELECT count(*), coalesce(sum(cardinality(title_words) + cardinality(body_words)), 0),
               coalesce(sum(cardinality(title_words)), 0)
        FROM knowledge_passage WHERE lex IS NOT NULL
    ) WHERE id = 1
"""


def count_in(*, passages: Sequence[PassageWords]) -> None:
    """Add passages to the counts: two statements. The caller holds `lock_index`."""
    counts = _counts(passages)
    rows = word_vectors().rows_of(words=list(counts)).tolist()
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [list(counts), list(counts.values()), rows])
    _add_lengths(passages, sign=1)


def count_out(*, passages: Sequence[PassageWords]) -> None:
    """Take passages out of the counts again: two statements. The caller holds `lock_index`."""
    counts = _counts(passages)
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [list(counts), list(counts.values())])
    _add_lengths(passages, sign=-1)


def recount() -> None:
    """Count everything anew from the stored words, which mends what deleted passages left. Caller: `lock_index`."""
    with connection.cursor() as cursor:
        cursor.execute(_RECOUNT)
        cursor.execute(_RECOUNT_LENGTHS)


def _counts(passages: Iterable[PassageWords]) -> dict[str, int]:
    counted = Counter(word for passage in passages for word in passage.distinct)
    return dict(sorted(counted.items()))


def _add_lengths(passages: Sequence[PassageWords], *, sign: int) -> None:
    titles = sum(len(passage.title) for passage in passages)
    whole = titles + sum(len(passage.body) for passage in passages)
    CorpusStatistics.objects.filter(pk=1).update(
        passages=F("passages") + sign * len(passages),
        total_length=F("total_length") + sign * whole,
        total_title_length=F("total_title_length") + sign * titles,
    )
