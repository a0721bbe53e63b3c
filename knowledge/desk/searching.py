"""What the search page shows: results with their words marked, facets, and why each result stands where it does."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import QueryDict
from django.utils.dateparse import parse_date

from knowledge.models import Document
from knowledge.retrieving.best_window import best_window
from knowledge.retrieving.explain import ExplainedPassage, Explanation, explain
from knowledge.retrieving.found import Asker, SearchFilters
from knowledge.retrieving.highlight import Piece, highlighted
from tenants.public import Access, SectionFacts

RESULTS: Final = 20
HIGHEST_GRADE: Final = 5  # the pages show staff every grade; audience and section decide (knowledge.readers)
_WINDOW: Final = 220
_LONGEST: Final = 200
_WHOLE_TOWN: Final = "policy.edit"  # as in knowledge.readers


@dataclass(frozen=True, slots=True)
class Sought:
    """The question and the filters as the address carries them; nonsense narrows nothing."""

    words: str = ""
    section: str = ""
    kind: str = ""
    day: str = ""
    as_resident: bool = False

    @classmethod
    def of(cls, query: QueryDict) -> "Sought":
        """Read from the query string."""
        section, kind, day = query.get("section", ""), query.get("kind", ""), query.get("day", "")
        return cls(
            words=query.get("q", "").strip()[:_LONGEST],
            section=section if section.isdecimal() and len(section) < 10 else "",  # noqa: PLR2004  fits a bigint
            kind=kind if kind in Document.Kind.values else "",
            day=day if _day(day) else "",
            as_resident=query.get("as") == "residents",
        )

    @property
    def narrowed(self) -> bool:
        """Whether a filter is set."""
        return bool(self.section or self.kind or self.day)

    def filters(self) -> SearchFilters:
        """As the search takes them."""
        sections = frozenset({int(self.section)} if self.section else ())
        return SearchFilters(sections, kinds=frozenset({self.kind} if self.kind else ()), valid_on=_day(self.day))


@dataclass(frozen=True, slots=True)
class Result:
    """One line: the heading and the best part of the text in pieces, and the explanation."""

    explained: ExplainedPassage
    heading: Sequence[Piece]
    text: Sequence[Piece]
    kind: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A value by which the results can be narrowed, and how many of those shown have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Results:
    """The page."""

    results: Sequence[Result]
    explanation: Explanation
    sections: Sequence[Facet]
    kinds: Sequence[Facet]


def asker_of(*, access: Access, sections: Sequence[SectionFacts], as_resident: bool) -> Asker:
    """For whom is searched: the person at the desk, or, to try it out, a resident."""
    if as_resident:
        return Asker("residents")
    own = frozenset(section.id for section in sections) if access.may(_WHOLE_TOWN) else access.section_ids
    return Asker("staff", section_ids=own, highest_grade=HIGHEST_GRADE)


def look_up(*, sought: Sought, asker: Asker, today: date) -> Results:
    """Search and explain. Raises WordVectorsMissing."""
    explanation = explain(query=sought.words, asker=asker, today=today, limit=RESULTS, filters=sought.filters())
    words = {word.word for word in explanation.asked}
    results = [_result(row, sought.words, words) for row in explanation.rows]
    found = [each.explained.found for each in results]
    sections = Counter((str(each.section_id), each.section_name) for each in found if each.section_id)
    kinds = Counter((each.kind, str(Document.Kind(each.kind).label)) for each in found)
    return Results(results, explanation, _facets(sections), _facets(kinds))


def _result(row: ExplainedPassage, question: str, words: set[str]) -> Result:
    window = best_window(question=question, text=row.found.text, most_characters=_WINDOW)
    heading = " › ".join(row.found.heading.split("\n")) or row.found.title
    return Result(
        explained=row,
        heading=highlighted(text=heading, words=words),
        text=highlighted(text=window, words=words),
        kind=str(Document.Kind(row.found.kind).label),
    )


def _facets(counted: Counter[tuple[str, str]]) -> list[Facet]:
    return [Facet(value, label, count) for (value, label), count in counted.most_common()]


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
