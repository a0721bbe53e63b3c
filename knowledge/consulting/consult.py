"""A search in the reference room: exact passages in their context, with citation and colleagues' marks."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from knowledge.citing.tokens import source_token
from knowledge.consulting.citation import cite_as, ordinance_numbers
from knowledge.consulting.lift import lifted, marks_on
from knowledge.consulting.named_place import named_place, passages_of_place
from knowledge.consulting.surroundings import Surroundings, surroundings
from knowledge.consulting.titles import TitledDocument, documents_named, documents_titled
from knowledge.consulting.wanted import Wanted
from knowledge.models import Document, HelpfulMark
from knowledge.readers import staff_asker
from knowledge.retrieving.find_passages import find_passages
from knowledge.retrieving.found import FoundPassage, SearchFilters
from knowledge.retrieving.highlight import Piece, highlighted
from knowledge.retrieving.tokenise import terms
from tenants.public import Access
from web.public import Cut, Pages, cut

RESULTS: Final = 50
_A_PAGE: Final = 10
_TITLED: Final = 200  # documents that words of a title may narrow to
LEAST_TOLD: Final = 0.1  # of the words; search always finds something, and what tells less is about something else


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
    """The page: its results, all ids in order, and the documents that were chosen.

    `untold` are words of which no result speaks. `no_title`: no document has the words of the title, so nothing was
    searched. `from_documents` are those of the results of this page, best first, with their number.
    """

    results: Sequence[Consulted]
    pages: Pages
    ids: Sequence[int]
    chosen: Sequence[TitledDocument]
    no_title: bool
    untold: Sequence[str]
    fresh: int
    from_documents: Sequence[tuple[int, str, int]]


def consult(*, wanted: Wanted, access: Access, today: date, seen: frozenset[int] | None = None) -> Consultation:
    """Search without any model of language: what is shown stands in the documents, letter by letter.

    `seen` are the passages of a saved search when it was last looked at: what is not among them is `fresh`. Fifteen
    queries at most, however many results. Raises WordVectorsMissing.
    """
    chosen = documents_named(ids=wanted.documents, access=access, today=today)
    within, no_title = _documents(wanted, chosen, access, today)
    exact, near = ((), ()) if no_title else _found(wanted, wanted.filters(documents=within), access, today)
    people = marks_on(passage_ids=[each.passage_id for each in (*exact, *near)], access=access)
    order = [*exact, *lifted(found=near, people=people)]  # no mark lifts anything above the place that was named
    part = cut(items=order, number=wanted.page, size=_A_PAGE)
    ids = [each.passage_id for each in order]
    return Consultation(
        results=_results(part, wanted, people, access, seen),
        pages=part.pages,
        ids=ids,
        chosen=chosen,
        no_title=no_title,
        untold=_untold(order),
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
    words = set(terms(text=_subject(wanted.words)))
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


def _subject(words: str) -> str:
    """The words to mark: without the place they name, whose numbers stand everywhere."""
    place = named_place(words=words)
    return place.rest if place and place.rest else words


def _steps(found: FoundPassage) -> list[str]:
    return [step for step in found.heading.split("\n") if step and step != found.title]


def _found(
    wanted: Wanted, filters: SearchFilters, access: Access, today: date
) -> tuple[tuple[FoundPassage, ...], tuple[FoundPassage, ...]]:
    """The place that the words name, if any; and what else speaks of them, best first."""
    asker, place = staff_asker(access=access), named_place(words=wanted.words)
    exact = passages_of_place(place=place, asker=asker, today=today, filters=filters) if place else ()
    query = (place.rest if place else "") or wanted.words
    near = find_passages(query=query, asker=asker, today=today, limit=RESULTS, filters=filters)
    known = {each.passage_id for each in exact}
    return exact, tuple(each for each in near if each.told >= LEAST_TOLD and each.passage_id not in known)


def _untold(found: Sequence[FoundPassage]) -> tuple[str, ...]:
    """Words of which nothing that was found speaks, so that nobody takes what is near for what was asked."""
    if not found:
        return ()
    nowhere = set(found[0].untold).intersection(*(each.untold for each in found))
    return tuple(word for word in found[0].untold if word in nowhere)


def _documents_of(shown: Iterable[FoundPassage]) -> list[tuple[int, str, int]]:
    titles = {each.document_id: each.title for each in reversed(list(shown))}
    return [(pk, titles[pk], count) for pk, count in Counter(each.document_id for each in shown).items()]
