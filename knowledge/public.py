"""What other apps may use of knowledge: search, curated answers, the place a citation opens."""

from knowledge.citing.tokens import source_token
from knowledge.ingesting.pipeline import ingest
from knowledge.ingesting.receive import Placement, open_batch, receive_file
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
    "Placement",
    "SearchFilters",
    "best_window",
    "content_words",
    "find_passages",
    "ingest",
    "match_faq",
    "open_batch",
    "receive_file",
    "search_spelling",
    "source_token",
]
