"""The curated answer that fits a question well enough to be served as written."""

from datetime import date
from typing import Final

from knowledge.models import Document
from knowledge.retrieving.find_passages import search
from knowledge.retrieving.found import Asker, FaqMatch, SearchFilters
from knowledge.retrieving.read_question import read_question

LEAST_SCORE: Final = 4.0


def match_faq(*, question: str, asker: Asker, today: date) -> FaqMatch | None:
    """The FAQ entry whose answer may be served as written, or None: precision comes first.

    The same four queries as find_passages. `confidence` is 0 … 1. Raises WordVectorsMissing.
    """
    only_faq = SearchFilters(kinds=frozenset({Document.Kind.FAQ.value}))
    found = search(question=read_question(text=question), asker=asker, today=today, filters=only_faq)
    if not found or not found[0].loaded.faq_entry_id or found[0].score < LEAST_SCORE:
        return None
    best = found[0].as_found()
    return FaqMatch(passage=best, confidence=min(1.0, best.score / 6), question=best.heading)
