"""What the search page shows: results with their words marked, facets, and why each result stands where it does."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from knowledge.desk.sought import Sought
from knowledge.fiscal_years import fiscal_year
from knowledge.models import Audience, Document
from knowledge.readers import listed_for, staff_asker
from knowledge.retrieving.best_window import best_window
from knowledge.retrieving.explain import ExplainedPassage, Explanation, explain
from knowledge.retrieving.found import Asker, FoundPassage
from knowledge.retrieving.highlight import Piece, highlighted
from knowledge.retrieving.why_not import WhyNot, why_not
from tenants.public import Access
from web.public import Cut, Pages, cut

RESULTS: Final = 50  # as far as a search looks at all
_A_PAGE: Final = 10
_WINDOW: Final = 220
_DOCUMENTS_EXPLAINED: Final = 3

_NO_DIGITS: Final = re.compile(r"\D")


@dataclass(frozen=True, slots=True)
class Result:
    """One line: the heading and the best part of the text in pieces, and the explanation."""

    explained: ExplainedPassage
    heading: Sequence[Piece]
    text: Sequence[Piece]
    kind: str
    year: str

    @property
    def page(self) -> int | None:
        """The page, where the place does not name it already (「3ページ」, 「スライド3」)."""
        found = self.explained.found
        return None if found.page and _NO_DIGITS.sub("", found.place) == str(found.page) else found.page


@dataclass(frozen=True, slots=True)
class Facet:
    """A value by which the results can be narrowed, and how many of those shown have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class FacetRow:
    """The values of one filter; `name` is its name in the address."""

    name: str
    label: str
    facets: Sequence[Facet]


@dataclass(frozen=True, slots=True)
class Results:
    """The page: `total` results of which `results` are shown, and why expected documents are not among them."""

    results: Sequence[Result]
    pages: Pages
    total: int
    explanation: Explanation
    facets: Sequence[FacetRow]
    missing: Sequence[WhyNot]


def asker_of(*, access: Access, as_resident: bool) -> Asker:
    """For whom is searched: the person at the desk, or, to try it out, a resident."""
    if as_resident:
        return Asker("residents")
    return staff_asker(access=access)


def look_up(*, sought: Sought, asker: Asker, access: Access, today: date) -> Results:
    """Search and explain. Raises WordVectorsMissing."""
    explanation = explain(query=sought.words, asker=asker, today=today, limit=RESULTS, filters=sought.filters())
    rows = list(explanation.rows)
    if sought.order == "newest":
        rows.sort(key=lambda row: (row.found.written_on or date.min, -row.place), reverse=True)
    part: Cut[ExplainedPassage] = cut(items=rows, number=sought.page, size=_A_PAGE)
    # A similar word of one letter (町, 料) is marked all over a text and shows nothing.
    words = {word.word for word in explanation.asked if word.own or len(word.word) > 1}
    found = [row.found for row in rows]
    return Results(
        results=[_result(row, sought.words, words) for row in part.items],
        pages=part.pages,
        total=len(rows),
        explanation=explanation,
        facets=_facet_rows(found),
        missing=_missing(sought, asker, access, today, tuple(found)),
    )


def _result(row: ExplainedPassage, question: str, words: set[str]) -> Result:
    window = best_window(question=question, text=row.found.text, most_characters=_WINDOW)
    heading = " › ".join(row.found.heading.split("\n")) or row.found.title
    return Result(
        explained=row,
        heading=highlighted(text=heading, words=words),
        text=highlighted(text=window, words=words),
        kind=str(Document.Kind(row.found.kind).label),
        year=fiscal_year(year=row.found.fiscal_year) if row.found.fiscal_year else "",
    )


def _facet_rows(found: Sequence[FoundPassage]) -> list[FacetRow]:
    """The filters that divide what was found, each with how many results have which value."""
    years = ((str(each.fiscal_year), fiscal_year(year=each.fiscal_year)) for each in found if each.fiscal_year)
    rows = (
        ("section", _("担当課"), ((str(each.section_id), each.section_name) for each in found if each.section_id)),
        ("kind", _("種類"), ((each.kind, str(Document.Kind(each.kind).label)) for each in found)),
        ("year", _("年度"), years),
        ("audience", _("対象"), ((each.audience, str(Audience(each.audience).label)) for each in found)),
    )
    made = [FacetRow(name, label, _facets(values)) for name, label, values in rows]
    return [row for row in made if len(row.facets) > 1]


def _facets(values: Iterable[tuple[str, str]]) -> list[Facet]:
    return [Facet(value, label, count) for (value, label), count in Counter(values).most_common()]


def _missing(
    sought: Sought, asker: Asker, access: Access, today: date, shown: tuple[FoundPassage, ...]
) -> list[WhyNot]:
    """Why documents with the title that somebody expected are not there; only those the person may list."""
    if not sought.missing:
        return []
    listed = Document.objects.filter(listed_for(access=access), title__icontains=sought.missing)
    return [
        why_not(document=each, query=sought.words, asker=asker, today=today, filters=sought.filters(), shown=shown)
        for each in listed.order_by("withdrawn_at", "-updated_at")[:_DOCUMENTS_EXPLAINED]
    ]
