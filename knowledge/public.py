"""What other apps may use of knowledge: search, curated answers, the place a citation opens."""

from knowledge.retrieving.curated import match_faq
from knowledge.retrieving.find_passages import find_passages
from knowledge.retrieving.found import Asker, FaqMatch, FoundPassage, SearchFilters

__all__ = ["Asker", "FaqMatch", "FoundPassage", "SearchFilters", "find_passages", "match_faq"]
