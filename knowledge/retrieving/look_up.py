"""One search for a whole question: the curated answer that fits and the passages, from the same look."""

from dataclasses import dataclass
from datetime import date

from knowledge.retrieving.curated import ENTRIES_LOOKED_AT, fitting_entry
from knowledge.retrieving.find_passages import best_passages
from knowledge.retrieving.found import Asker, FaqMatch, FoundPassage, SearchFilters
from knowledge.retrieving.read_question import read_question


@dataclass(frozen=True, slots=True)
class Looked:
    """What one look gave: `faq` may be served as written, `passages` are the best, best first."""

    faq: FaqMatch | None
    passages: tuple[FoundPassage, ...]


def look_up(*, query: str, asker: Asker, today: date, limit: int = 8, filters: SearchFilters | None = None) -> Looked:
    """`match_faq` and `find_passages` for the price of one: four queries, one more where a FAQ is near.

    Raises WordVectorsMissing.
    """
    question = read_question(text=query)
    best = best_passages(
        question=question, asker=asker, today=today, filters=filters, limit=limit, entries=ENTRIES_LOOKED_AT
    )
    faq = fitting_entry(question=question, found=best.fused)
    return Looked(faq, tuple(each.as_found() for each in best.ordered))
