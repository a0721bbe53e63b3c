"""What other apps may use of knowledge: search, curated answers, the place a citation opens."""

from knowledge.citing.open_citation import CitationClosed, CitedPlace, open_citation
from knowledge.citing.tokens import CitationUnknown, source_token
from knowledge.embedding.word_vectors import WordVectorsMissing, word_vectors
from knowledge.ingesting.ingest_file import ingest_file
from knowledge.ingesting.pipeline import ingest
from knowledge.ingesting.receive import Placement, open_batch, receive_file
from knowledge.ingesting.run_here import Taken
from knowledge.retrieving.best_window import best_window
from knowledge.retrieving.curated import match_faq
from knowledge.retrieving.find_passages import find_passages
from knowledge.retrieving.found import Asker, FaqMatch, FoundPassage, SearchFilters
from knowledge.retrieving.look_up import Looked, look_up
from knowledge.retrieving.normalise import normalise as search_spelling
from knowledge.retrieving.tokenise import Token as ContentWord
from knowledge.retrieving.tokenise import tokens as content_words
from knowledge.retrieving.warm_up import warm_up

__all__ = [
    "Asker",
    "CitationClosed",
    "CitationUnknown",
    "CitedPlace",
    "ContentWord",
    "FaqMatch",
    "FoundPassage",
    "Looked",
    "Placement",
    "SearchFilters",
    "Taken",
    "WordVectorsMissing",
    "best_window",
    "content_words",
    "find_passages",
    "ingest",
    "ingest_file",
    "look_up",
    "match_faq",
    "open_batch",
    "open_citation",
    "receive_file",
    "search_spelling",
    "source_token",
    "warm_up",
    "word_vectors",
]
