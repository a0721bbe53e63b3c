"""Which passages somebody may find at all: stands in every index query, never after it."""

from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Q

from knowledge.models import Document, FaqEntry, Passage
from knowledge.models.document import Audience, findable_on
from knowledge.retrieving.found import Asker, SearchFilters


def findable_by(*, asker: Asker, today: date, filters: SearchFilters | None = None) -> Q:
    """The condition on Passage: current, of a findable document, for this asker, within the reader's filters."""
    whole = Q(current=True) & findable_on(today=today, prefix="document") & _audience(asker)
    whole &= Q(valid_until=None) | Q(valid_until__gte=today)
    return whole & _narrowed(filters) if filters else whole


@lru_cache(maxsize=512)
def findable_sql(*, asker: Asker, today: date, filters: SearchFilters | None = None) -> tuple[str, tuple[Any, ...]]:
    """`findable_by` as "SELECT id FROM knowledge_passage … WHERE …" with its values, to be gone on with by AND.

    Kept by asker, day and filters, because compiling it costs more than the search of a small town. It names no town:
    the same words are right in each.
    """
    condition = findable_by(asker=asker, today=today, filters=filters)
    statement, values = Passage.objects.filter(condition).order_by().values("id").query.sql_with_params()
    return statement, tuple(values)


def _audience(asker: Asker) -> Q:
    if asker.audience == "residents":
        return Q(document__audience=Audience.RESIDENTS, document__grade=1)
    open_to_all = Q(document__audience__in=[Audience.RESIDENTS, Audience.STAFF])
    own = Q(document__audience=Audience.SECTION, document__section__in=sorted(asker.section_ids))
    return Q(document__grade__lte=asker.highest_grade) & (open_to_all | own if asker.section_ids else open_to_all)


def _narrowed(filters: SearchFilters) -> Q:
    narrowed = Q()
    if filters.section_ids:
        narrowed &= _of_sections(sorted(filters.section_ids))
    if filters.document_ids:
        narrowed &= Q(document__in=sorted(filters.document_ids))
    if filters.kinds:
        narrowed &= Q(document__kind__in=sorted(filters.kinds))
    if filters.fiscal_years:
        narrowed &= Q(document__fiscal_year__in=sorted(filters.fiscal_years))
    if filters.audiences:
        narrowed &= Q(document__audience__in=sorted(filters.audiences))
    if filters.valid_on:
        day = filters.valid_on
        narrowed &= Q(document__valid_from=None) | Q(document__valid_from__lte=day)
        narrowed &= Q(document__valid_until=None) | Q(document__valid_until__gte=day)
    return narrowed


def _of_sections(sections: list[int]) -> Q:
    """A document's passages, and single FAQ entries of another section's sheet.

    The documents stand in the condition once more, by themselves: an OR over two tables would be looked at for every
    passage of the town, the few documents lead to theirs by the index.
    """
    own = Q(document__section__in=sections) | Q(faq_entry__section__in=sections)
    lent = FaqEntry.objects.filter(section__in=sections).values("document")
    holding = Document.objects.filter(Q(section__in=sections) | Q(pk__in=lent)).order_by().values("pk")
    return own & Q(document__in=holding)
