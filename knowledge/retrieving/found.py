"""What crosses the border of knowledge: who asks, what was found and why."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Asker:
    """For whom is searched. Residents reach grade 1 for residents only; staff what their sections may see."""

    audience: Literal["residents", "staff"]
    section_ids: frozenset[int] = frozenset()
    highest_grade: int = 1


RESIDENT = Asker("residents")


@dataclass(frozen=True, slots=True)
class SearchFilters:
    """Narrowing by the reader: owning sections, documents, kinds, the 年度 that titles name (by their first western
    year), audiences, and a day on which the text was valid."""

    section_ids: frozenset[int] = frozenset()
    document_ids: frozenset[int] = frozenset()
    kinds: frozenset[str] = frozenset()
    valid_on: date | None = None
    fiscal_years: frozenset[int] = frozenset()
    audiences: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """One passage with everything a citation needs, copied, so that later changes do not alter it.

    `score` is keyword_score + 2 · vector_score + 1.5 · title_score (higher is better); it needs no statistics over the
    other results, so a threshold means the same in every town. `keyword_score` is BM25 / √Σidf of the question,
    `vector_score` the inner product (−1.6 … 1.6), each None where that search did not place the passage among its
    best; `title_score` is the share of the title that the question covers, 0 … 1.

    Whether the passage is about the question at all is another matter, because search always finds something:
    `told` is the share of the question's own subject that it speaks of (0 … 1, weighted by how rare each word is in the
    town; a word that no passage of the town holds weighs most; a similar word counts its cosine), and `untold` are the
    words of the question that it does not speak of at all, rarest first. `words` are the content words of heading and
    text as `content_words` would cut them, so nobody has to cut them again.
    """

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
    section_id: int | None
    section_name: str
    source_url: str
    score: float
    keyword_score: float | None = None
    vector_score: float | None = None
    title_score: float = 0.0
    from_ocr: bool = False
    answer: str = ""  # of a FAQ entry; empty for other kinds
    told: float = 0.0
    untold: tuple[str, ...] = ()
    audience: str = ""
    fiscal_year: int | None = None
    written_on: date | None = None  # from when it is valid, or when this version came
    words: frozenset[str] = field(default=frozenset(), repr=False)


@dataclass(frozen=True, slots=True)
class FaqMatch:
    """A curated answer that fits the question well enough to be served as written."""

    passage: FoundPassage
    confidence: float
    question: str = field(default="")
