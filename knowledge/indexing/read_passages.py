"""Loads what is indexed of passages."""

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet

from knowledge.indexing.passage_words import PassageTexts, PassageWords
from knowledge.models import Passage

BATCH = 500


def batches(*, passage_ids: Sequence[int]) -> Iterator[list[int]]:
    """The ids in order, without repetition, at most BATCH at once."""
    ordered = sorted(set(passage_ids))
    for start in range(0, len(ordered), BATCH):
        yield ordered[start : start + BATCH]


def read_texts(*, passages: QuerySet[Passage]) -> list[PassageTexts]:
    """The texts in order of id; one query."""
    rows = passages.order_by("id").values_list("id", "heading", "place", "text", "digest", "faq_entry__variants")
    return [PassageTexts(*row[:5], variants=_variants(row[5])) for row in rows]


def read_words(*, passages: QuerySet[Passage]) -> list[PassageWords]:
    """The stored words in order of id; one query."""
    return [PassageWords(*row) for row in passages.order_by("id").values_list("id", "title_words", "body_words")]


def _variants(value: object) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list) else ()
