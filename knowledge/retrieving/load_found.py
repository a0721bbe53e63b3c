"""Loads what readers see of found passages, and what the last look at them needs."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils.timezone import localdate

from knowledge.models import Passage
from knowledge.retrieving.conditions import findable_by
from knowledge.retrieving.found import Asker, FoundPassage, SearchFilters
from knowledge.retrieving.told import Told

_FIELDS = (
    "id", "document_id", "version__number", "document__title", "heading", "text", "document__kind", "page", "place",
    "anchor", "from_ocr", "document__source_url", "document__section_id", "document__section__name",
    "faq_entry_id", "faq_entry__answer", "faq_entry__variants",
    "faq_entry__section_id", "faq_entry__section__name", "digest", "title_words", "body_words",
    "document__audience", "document__fiscal_year", "document__valid_from", "version__created_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LoadedPassage:
    """One row, its words with it."""

    passage_id: int
    document_id: int
    version_number: int
    title: str
    heading: str
    text: str
    kind: str
    page: int | None
    place: str
    anchor: str
    from_ocr: bool
    source_url: str
    document_section_id: int | None
    document_section_name: str | None
    faq_entry_id: int | None
    faq_answer: str | None
    faq_other_wordings: str | None
    faq_section_id: int | None
    faq_section_name: str | None
    digest: str
    title_words: Sequence[str]
    body_words: Sequence[str]
    audience: str
    fiscal_year: int | None
    valid_from: date | None
    received_at: datetime

    @property
    def faq_variants(self) -> tuple[str, ...]:
        """Other wordings of a FAQ's question."""
        return tuple(json.loads(self.faq_other_wordings or "[]"))

    @property
    def words(self) -> frozenset[str]:
        """Every word of heading, text and other wordings once."""
        return frozenset(self.title_words).union(self.body_words)

    @property
    def same_text_key(self) -> tuple[str, str]:
        """Equal for passages that say the same to a reader."""
        return (self.heading, self.text) if self.faq_entry_id else (self.digest, self.text)

    def as_found(
        self, *, score: float, keyword_score: float | None, vector_score: float | None, title_score: float, told: Told
    ) -> FoundPassage:
        """With its scores; a FAQ's own section before its document's."""
        own = self.faq_section_id is not None
        return FoundPassage(
            passage_id=self.passage_id,
            document_id=self.document_id,
            version_number=self.version_number,
            title=self.title,
            heading=self.heading,
            text=self.text,
            kind=self.kind,
            page=self.page,
            place=self.place,
            anchor=self.anchor,
            section_id=self.faq_section_id if own else self.document_section_id,
            section_name=(self.faq_section_name if own else self.document_section_name) or "",
            source_url=self.source_url,
            score=score,
            keyword_score=keyword_score,
            vector_score=vector_score,
            title_score=title_score,
            from_ocr=self.from_ocr,
            answer=self.faq_answer or "",
            told=told.share,
            untold=told.untold,
            words=self.words,
            audience=self.audience,
            fiscal_year=self.fiscal_year,
            written_on=self.valid_from or localdate(self.received_at),
        )


def load_passages(
    *, passage_ids: Sequence[int], asker: Asker, today: date, filters: SearchFilters | None
) -> dict[int, LoadedPassage]:
    """Passages by id, in one query. The condition is asked once more, and retired FAQ entries stay out: a change
    between the search and this look must not show a text that may not be seen any more."""
    if not passage_ids:
        return {}
    statement, values = _statement(asker, today, filters)
    with connection.cursor() as cursor:
        cursor.execute(f'{statement} AND "knowledge_passage"."id" = ANY(%s)', [*values, list(passage_ids)])
        return {row[0]: LoadedPassage(*row) for row in cursor.fetchall()}


@lru_cache(maxsize=512)
def _statement(asker: Asker, today: date, filters: SearchFilters | None) -> tuple[str, tuple[Any, ...]]:
    """Kept for the same reason as `findable_sql`."""
    living = Q(faq_entry=None) | Q(faq_entry__retired_at=None)
    rows = Passage.objects.filter(findable_by(asker=asker, today=today, filters=filters), living).order_by()
    statement, values = rows.values_list(*_FIELDS).query.sql_with_params()
    return statement, tuple(values)
