"""What somebody looks for on the search page, as the address carries it; nonsense narrows nothing."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import QueryDict
from django.utils.dateparse import parse_date

from knowledge.models import Audience, Document
from knowledge.retrieving.found import SearchFilters

_LONGEST: Final = 200
_MOST_DIGITS: Final = 9  # fits a bigint
_YEARS: Final = range(1868, 2200)


@dataclass(frozen=True, slots=True)
class Sought:
    """The question, the filters, the order; `missing` is part of the title of a document that was expected."""

    words: str = ""
    section: str = ""
    kind: str = ""
    audience: str = ""
    year: str = ""
    day: str = ""
    order: str = ""
    missing: str = ""
    page: str = ""
    as_resident: bool = False

    @classmethod
    def of(cls, query: QueryDict) -> "Sought":
        """Read from the query string."""
        section, year, day = query.get("section", ""), query.get("year", ""), query.get("day", "")
        return cls(
            words=query.get("q", "").strip()[:_LONGEST],
            section=section if section.isdecimal() and len(section) <= _MOST_DIGITS else "",
            kind=_one_of(query.get("kind", ""), Document.Kind.values),
            audience=_one_of(query.get("audience", ""), Audience.values),
            year=year if year.isascii() and year.isdecimal() and int(year[:5]) in _YEARS else "",
            day=day if _day(day) else "",
            order=_one_of(query.get("order", ""), ["newest"]),
            missing=query.get("missing", "").strip()[:_LONGEST],
            page=query.get("page", ""),
            as_resident=query.get("as") == "residents",
        )

    @property
    def narrowed(self) -> bool:
        """Whether a filter is set."""
        return bool(self.section or self.kind or self.audience or self.year or self.day)

    @property
    def refined(self) -> bool:
        """Whether anything but the words was chosen, so that the page shows it."""
        return self.narrowed or bool(self.order) or self.as_resident

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Names and values for a second form on the page, so that it keeps what was looked for."""
        named = {"q": self.words, "section": self.section, "kind": self.kind, "audience": self.audience}
        named |= {"year": self.year, "day": self.day, "order": self.order}
        named |= {"as": "residents" if self.as_resident else ""}
        return [(name, value) for name, value in named.items() if value]

    def filters(self) -> SearchFilters | None:
        """As the search takes them; None without any."""
        if not self.narrowed:
            return None
        return SearchFilters(
            section_ids=frozenset({int(self.section)} if self.section else ()),
            kinds=frozenset({self.kind} if self.kind else ()),
            valid_on=_day(self.day),
            fiscal_years=frozenset({int(self.year)} if self.year else ()),
            audiences=frozenset({self.audience} if self.audience else ()),
        )


def _one_of(value: str, known: list[str]) -> str:
    return value if value in known else ""


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
