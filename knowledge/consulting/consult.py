"""A search in the reference room: exact passages in their context, with citation and colleagues' marks."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from knowledge.citing.tokens import source_token
from knowledge.consulting.citation import cite_as, ordinance_numbers
from knowledge.consulting.lift import lifted, marks_on
from knowledge.consulting.surroundings import Surroundings, surroundings
from knowledge.consulting.titles import TitledDocument, documents_named, documents_titled
from knowledge.consulting.wanted import Wanted
from knowledge.models import Document, HelpfulMark
from knowledge.readers import staff_asker
from knowledge.retrieving.find_passages import find_passages
from knowledge.retrieving.found import FoundPassage
from knowledge.retrieving.highlight import Piece, highlighted
from knowledge.retrieving.tokenise import terms
from tenants.public import Access
from web.public import Cut, Pages, cut

RESULTS: Final = 50
_A_PAGE: Final = 10
_TITLED: Final = 200  # documents that words of a title may narrow to
_PLACE: Final = re.compile(r"第?([0-9０-９]{1,4})条(?:の([0-9０-９]{1,3}))?(?:第?([0-9０-９]{1,3})項)?")


@dataclass(frozen=True, slots=True)
class Consulted:
    """One result. `heading` and `text` together are the passage, in pieces; `token` opens it at its place; `people` of
    the reader's sections found it helpful, `mine` is the reader's own mark; `fresh` is new in a saved search."""

    found: FoundPassage
    token: str
    kind: str
    heading: Sequence[Piece]
    text: Sequence[Piece]
    citation: str
    beside: Surroundings
    people: int
    mine: bool
    fresh: bool = False

    @property
    def anchor(self) -> str:
        """Its id on the page."""
        return f"passage-{self.found.passage_id}"


@dataclass(frozen=True, slots=True)
class Consultation:
    """The page: `total` results, those of this page, all ids in order, and the documents that were chosen.

    `no_title`: no document has the words of the title, so nothing was searched. `from_documents` are those of the
    results of this page, best first, with their number.
    """

    results: Sequence[Consulted]
    pages: Pages
    ids: Sequence[int]
    chosen: Sequence[TitledDocument]
    no_title: bool
    fresh: int
    from_documents: Sequence[tuple[int, str, int]]


def consult(*, wanted: Wanted, access: Access, today: date, seen: frozenset[int] | None = None) -> Consultation:
    """Search without any model of language: what is shown stands in the documents, letter by letter.

    `seen` are the passages of a saved search when it was last looked at: what is not among them is `fresh`. Twelve
    queries at most, however many results. Raises WordVectorsMissing.
    """
    chosen = documents_named(ids=wanted.documents, access=access, today=today)
    within, no_title = _documents(wanted, chosen, access, today)
    found: list[FoundPassage] = []
    if not no_title:
        filters = wanted.filters(documents=within)
        found += find_passages(
            query=wanted.words, asker=staff_asker(access=access), today=today, limit=RESULTS, filters=filters
        )
    people = marks_on(passage_ids=[each.passage_id for each in found], access=access)
    order = _named_place_first(lifted(found=found, people=people), wanted.words)
    part = cut(items=order, number=wanted.page, size=_A_PAGE)
    ids = [each.passage_id for each in order]
    return Consultation(
        results=_results(part, wanted, people, access, seen),
        pages=part.pages,
        ids=ids,
        chosen=chosen,
        no_title=no_title,
        fresh=0 if seen is None else len(set(ids) - seen),
        from_documents=_documents_of(part.items),
    )


def _documents(
    wanted: Wanted, chosen: Sequence[TitledDocument], access: Access, today: date
) -> tuple[frozenset[int], bool]:
    """The documents within which is searched (empty: all), and whether none is left."""
    within = frozenset(each.id for each in chosen)
    if wanted.title:
        titled = {each.id for each in documents_titled(words=wanted.title, access=access, today=today, limit=_TITLED)}
        within = within & titled if wanted.documents else frozenset(titled)
    return within, not within and bool(wanted.title or wanted.documents)


def _results(
    part: Cut[FoundPassage], wanted: Wanted, people: Mapping[int, int], access: Access, seen: frozenset[int] | None
) -> list[Consulted]:
    shown = part.items
    ids = [each.passage_id for each in shown]
    beside = surroundings(passage_ids=ids)
    numbers = ordinance_numbers(document_ids=frozenset(each.document_id for each in shown))
    own = HelpfulMark.objects.filter(passage__in=ids, person_id=access.person_id)
    mine = set(own.values_list("passage_id", flat=True)) if any(people.get(each) for each in ids) else set()
    words = set(terms(text=wanted.words))
    return [
        Consulted(
            found=each,
            token=source_token(passage_id=each.passage_id),
            kind=str(Document.Kind(each.kind).label),
            heading=highlighted(text=" › ".join(_steps(each)), words=words),
            text=highlighted(text=each.text, words=words),
            citation=cite_as(found=each, number=numbers.get(each.document_id, "")),
            beside=beside.get(each.passage_id, Surroundings()),
            people=people.get(each.passage_id, 0),
            mine=each.passage_id in mine,
            fresh=seen is not None and each.passage_id not in seen,
        )
        for each in shown
    ]


def _steps(found: FoundPassage) -> list[str]:
    return [step for step in found.heading.split("\n") if step and step != found.title]


def _named_place_first(found: list[FoundPassage], words: str) -> list[FoundPassage]:
    """Whoever writes 「第3条第2項」 wants that place: passages that hold it stand first, otherwise in their order."""
    named = _PLACE.search(words)
    if not named:
        return found
    branch = f"の{int(named[2])}" if named[2] else ""
    article = f"第{int(named[1])}条{branch}"
    whole = f"{article}第{int(named[3])}項" if named[3] else article
    return sorted(found, key=lambda each: -_nearness(each.place, article, whole))


def _nearness(place: str, article: str, whole: str) -> int:
    """2: the named 項 or the whole article that holds it; 1: another part of the article; 0: elsewhere."""
    if place in {whole, article} or re.match(rf"{re.escape(whole)}(?![0-9の])", place):
        return 2
    return int(bool(re.match(rf"{re.escape(article)}(?![0-9の])", place)))


def _documents_of(shown: Iterable[FoundPassage]) -> list[tuple[int, str, int]]:
    titles = {each.document_id: each.title for each in reversed(list(shown))}
    return [(pk, titles[pk], count) for pk, count in Counter(each.document_id for each in shown).items()]
