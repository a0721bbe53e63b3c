"""What other apps may use of knowledge: search, curated answers, the place a citation opens."""

from knowledge.retrieving.best_window import best_window
from knowledge.retrieving.curated import match_faq
from knowledge.retrieving.find_passages import find_passages
from knowledge.retrieving.found import Asker, FaqMatch, FoundPassage, SearchFilters
from knowledge.retrieving.normalise import normalise as search_spelling
from knowledge.retrieving.tokenise import Token as ContentWord
from knowledge.retrieving.tokenise import tokens as content_words

__all__ = [
    "Asker",
    "ContentWord",
    "FaqMatch",
    "FoundPassage",
    "SearchFilters",
    "best_window",
    "content_words",
    "find_passages",
    "match_faq",
    "search_spelling",
]
