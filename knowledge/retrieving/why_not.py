"""Why a document is not among the results: its state, who may find it, the filters, or its words."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.models import Document, Passage
from knowledge.models.document import Findable
from knowledge.retrieving.conditions import findable_by
from knowledge.retrieving.find_passages import search
from knowledge.retrieving.found import Asker, FoundPassage, SearchFilters
from knowledge.retrieving.read_question import read_question


class Reason(StrEnum):
    """The first thing that keeps a document out of the results."""

    STATE = "state"
    NOT_FOR_ASKER = "not_for_asker"
    FILTERED = "filtered"
    NO_PASSAGES = "no_passages"
    NOT_INDEXED = "not_indexed"
    LOW_SCORE = "low_score"
    FOUND = "found"


@dataclass(frozen=True, slots=True)
class WhyNot:
    """`state` says which one keeps it out; `best` is its best passage, with a score to be compared with `least`."""

    document_id: int
    title: str
    reason: Reason
    state: Findable = Findable.YES
    best: FoundPassage | None = None
    least: float | None = None


def why_not(
    *,
    document: Document,
    query: str,
    asker: Asker,
    today: date,
    filters: SearchFilters | None,
    shown: tuple[FoundPassage, ...],
) -> WhyNot:
    """Why a document that the person may list is not among `shown`; seven queries at most."""
    state = document.findable(today=today)
    if state is not Findable.YES:
        return WhyNot(document.pk, document.title, Reason.STATE, state)
    current = Passage.objects.filter(document=document, current=True)
    if not current.exists():
        return WhyNot(document.pk, document.title, Reason.NO_PASSAGES)
    if not current.filter(lex__isnull=False).exists():
        return WhyNot(document.pk, document.title, Reason.NOT_INDEXED)
    if not current.filter(findable_by(asker=asker, today=today)).exists():
        return WhyNot(document.pk, document.title, Reason.NOT_FOR_ASKER)
    if filters and not current.filter(findable_by(asker=asker, today=today, filters=filters)).exists():
        return WhyNot(document.pk, document.title, Reason.FILTERED)
    return _by_score(document, query, asker, today, shown)


def _by_score(document: Document, query: str, asker: Asker, today: date, shown: tuple[FoundPassage, ...]) -> WhyNot:
    only = SearchFilters(document_ids=frozenset({document.pk}))
    found = search(question=read_question(text=query), asker=asker, today=today, filters=only, limit=1)
    best = found[0].as_found() if found else None
    least = min((each.score for each in shown), default=None)
    there = any(each.document_id == document.pk for each in shown)
    reason = Reason.FOUND if there else Reason.LOW_SCORE
    return WhyNot(document.pk, document.title, reason, best=best, least=least)
