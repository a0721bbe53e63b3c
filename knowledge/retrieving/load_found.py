"""Loads what readers see of found passages, and what the last look at them needs."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q

from knowledge.models import Passage
from knowledge.retrieving.found import FoundPassage

# How many passages hold each word of the title, in the order of `title_words`; looked up by the unique index.
_TITLE_DF = """ARRAY(
    SELECT coalesce(term.df, 0) FROM unnest(%(expressions)s) WITH ORDINALITY AS word (text, place)
    LEFT JOIN knowledge_term AS term ON term.text = word.text ORDER BY word.place
)"""
_FIELDS = (
    "id", "document_id", "version__number", "document__title", "heading", "text", "document__kind", "page", "place",
    "anchor", "from_ocr", "document__source_url", "document__section_id", "document__section__name",
    "faq_entry_id", "faq_entry__answer", "faq_entry__variants",
    "faq_entry__section_id", "faq_entry__section__name", "digest", "title_words",
    "title_df",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LoadedPassage:
    """One row; `title_df[i]` is the frequency of `title_words[i]`."""

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
    faq_other_wordings: list[str] | None
    faq_section_id: int | None
    faq_section_name: str | None
    digest: str
    title_words: Sequence[str]
    title_df: Sequence[int]

    @property
    def faq_variants(self) -> tuple[str, ...]:
        """Other wordings of a FAQ's question."""
        return tuple(self.faq_other_wordings or ())

    @property
    def same_text_key(self) -> tuple[str, str]:
        """Equal for passages that say the same to a reader."""
        return (self.heading, self.text) if self.faq_entry_id else (self.digest, self.text)

    def as_found(
        self, *, score: float, keyword_score: float | None, vector_score: float | None, title_score: float
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
        )


def load_passages(*, passage_ids: Sequence[int], condition: Q) -> dict[int, LoadedPassage]:
    """Passages by id, in one query. The condition is asked once more, and retired FAQ entries stay out: a change
    between the search and this look must not show a text that may not be seen any more."""
    living = Q(faq_entry=None) | Q(faq_entry__retired_at=None)
    rows = (
        Passage.objects.filter(condition, living, pk__in=passage_ids)
        .annotate(title_df=Func(F("title_words"), template=_TITLE_DF, output_field=ArrayField(models.IntegerField())))
        .values_list(*_FIELDS)
    )
    return {row[0]: LoadedPassage(*row) for row in rows}
