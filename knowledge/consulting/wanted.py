"""What somebody looks for in the reference room, as the address carries it; nonsense narrows nothing."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict

from knowledge.models import Document
from knowledge.retrieving.found import SearchFilters

LONGEST_WORDS: Final = 200
MOST_DOCUMENTS: Final = 20  # chosen at once
KINDS: Final = (Document.Kind.ORDINANCE, Document.Kind.PROSE, Document.Kind.TABLE, Document.Kind.SLIDES)
_MOST_DIGITS: Final = 15
_YEARS: Final = range(1868, 2200)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words and filters; `title` are words of a document's title, `documents` documents that were chosen."""

    words: str = ""
    kind: str = ""
    section: str = ""
    year: str = ""
    title: str = ""
    documents: tuple[int, ...] = ()
    page: str = ""
    cut_short: bool = False

    @classmethod
    def of(cls, query: QueryDict) -> "Wanted":
        """Read from the query string."""
        words, year = " ".join(query.get("q", "").replace("\0", "").split()), query.get("year", "")
        chosen = [value for value in query.getlist("doc") if _is_id(value)]
        return cls(
            words=words[:LONGEST_WORDS],
            kind=query.get("kind", "") if query.get("kind", "") in KINDS else "",
            section=query.get("section", "") if _is_id(query.get("section", "")) else "",
            year=year if year.isascii() and year.isdecimal() and int(year[:5]) in _YEARS else "",
            title=" ".join(query.get("title", "").replace("\0", "").split())[:LONGEST_WORDS],
            documents=tuple(dict.fromkeys(map(int, chosen)))[:MOST_DOCUMENTS],
            page=query.get("page", ""),
            cut_short=len(words) > LONGEST_WORDS,
        )

    @classmethod
    def of_text(cls, query: str) -> "Wanted":
        """Read from a stored query string."""
        return cls.of(QueryDict(query))

    @property
    def narrowed(self) -> bool:
        """Whether a filter is set."""
        return bool(self.kind or self.section or self.year or self.title or self.documents)

    def as_query(self) -> str:
        """The address without the page: what is saved, and what a form carries back."""
        named = [("q", self.words), ("kind", self.kind), ("section", self.section), ("year", self.year)]
        named += [("title", self.title), *(("doc", str(each)) for each in self.documents)]
        return urlencode([(name, value) for name, value in named if value])

    def filters(self, *, documents: frozenset[int]) -> SearchFilters:
        """As the search takes them; `documents` are those that title and choice leave (empty: all)."""
        return SearchFilters(
            section_ids=frozenset({int(self.section)} if self.section else ()),
            kinds=frozenset({self.kind} if self.kind else KINDS),
            fiscal_years=frozenset({int(self.year)} if self.year else ()),
            document_ids=documents,
        )


def _is_id(value: str) -> bool:
    return value.isascii() and value.isdecimal() and len(value) <= _MOST_DIGITS
