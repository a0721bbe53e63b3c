"""What other apps may use of knowledge: search, curated answers, garbage days, the place a citation opens, tables."""

from knowledge.changing.turnover import Turnover, turnover
from knowledge.citing.open_citation import CitationClosed, CitedPlace, open_citation
from knowledge.citing.tokens import CitationUnknown, source_token
from knowledge.comparing.mark_words import MarkedPiece, mark_words
from knowledge.consulting.consult import Consultation, consult
from knowledge.consulting.mark import mark_helpful, marked_tokens
from knowledge.consulting.saved import (
    NotSaved,
    SavedFacts,
    SearchUnknown,
    forget_search,
    mark_seen,
    save_search,
    saved_search,
    searches_of,
)
from knowledge.consulting.titles import TitledDocument, documents_named, documents_titled
from knowledge.consulting.wanted import Wanted as WantedReference
from knowledge.crawling.configuring import SiteThere, add_site
from knowledge.crawling.start import start_run
from knowledge.editing.faq import FaqExists, FaqStanding, FaqWording
from knowledge.editing.faq import approve_proposal as approve_faq
from knowledge.editing.faq import new_entry as new_faq_entry
from knowledge.editing.faq import propose as propose_faq
from knowledge.editing.faq import standings as faq_standings
from knowledge.editing.faq import wordings as faq_wordings
from knowledge.editing.synonyms import import_groups as import_synonyms
from knowledge.embedding.word_vectors import WordVectorsMissing, word_vectors
from knowledge.fiscal_years import titled_fiscal_years
from knowledge.gaps.note import note_gap
from knowledge.gaps.open_gaps import OpenGap, open_gaps
from knowledge.gaps.open_questions import open_questions
from knowledge.gaps.sort_in import sort_in_new as sort_gaps
from knowledge.ingesting.failures import explain as explain_refusal
from knowledge.ingesting.guard import check_file as check_upload
from knowledge.ingesting.ingest_file import ingest_file
from knowledge.ingesting.pipeline import ingest
from knowledge.ingesting.read_aside import ReadAside, read_aside
from knowledge.ingesting.read_table import TableRefused, read_table
from knowledge.ingesting.receive import Placement, knows_file, open_batch, receive_file
from knowledge.ingesting.refused import Refused as FileRefused
from knowledge.ingesting.run_here import Taken
from knowledge.ingesting.text_of_file import text_of_file
from knowledge.readers import sections_to_file_under
from knowledge.retrieving.best_window import best_window
from knowledge.retrieving.curated import match_faq
from knowledge.retrieving.faq_words import FaqWords, faq_words
from knowledge.retrieving.find_passages import find_passages
from knowledge.retrieving.found import Asker, FaqMatch, FoundPassage, SearchFilters
from knowledge.retrieving.look_up import Looked, look_up
from knowledge.retrieving.normalise import normalise as search_spelling
from knowledge.retrieving.tokenise import Piece as Morpheme
from knowledge.retrieving.tokenise import Token as ContentWord
from knowledge.retrieving.tokenise import pieces as morphemes
from knowledge.retrieving.tokenise import spoken
from knowledge.retrieving.tokenise import tokens as content_words
from knowledge.retrieving.warm_up import warm_up
from knowledge.retrieving.word_index import (
    AskedWords,
    WordIndex,
    asked_weights,
    asked_words,
    index_words,
    sparse_literal,
)
from knowledge.sorting.answer import GarbageAnswer, answer_garbage, garbage_district_alone
from knowledge.sorting.book import District as GarbageDistrict
from knowledge.sorting.book import Edition as GarbageEdition
from knowledge.sorting.book import Item as GarbageItem
from knowledge.sorting.collect import DayKinds, KindDays
from knowledge.sorting.import_files import has_garbage, import_garbage
from knowledge.sorting.read_question import AskedFor
from knowledge.sorting.take_in import EditionFacts

__all__ = [
    "AskedFor",
    "AskedWords",
    "Asker",
    "CitationClosed",
    "CitationUnknown",
    "CitedPlace",
    "Consultation",
    "ContentWord",
    "DayKinds",
    "EditionFacts",
    "FaqExists",
    "FaqMatch",
    "FaqStanding",
    "FaqWording",
    "FaqWords",
    "FileRefused",
    "FoundPassage",
    "GarbageAnswer",
    "GarbageDistrict",
    "GarbageEdition",
    "GarbageItem",
    "KindDays",
    "Looked",
    "MarkedPiece",
    "Morpheme",
    "NotSaved",
    "OpenGap",
    "Placement",
    "ReadAside",
    "SavedFacts",
    "SearchFilters",
    "SearchUnknown",
    "SiteThere",
    "TableRefused",
    "Taken",
    "TitledDocument",
    "Turnover",
    "WantedReference",
    "WordIndex",
    "WordVectorsMissing",
    "add_site",
    "answer_garbage",
    "approve_faq",
    "asked_weights",
    "asked_words",
    "best_window",
    "check_upload",
    "consult",
    "content_words",
    "documents_named",
    "documents_titled",
    "explain_refusal",
    "faq_standings",
    "faq_wordings",
    "faq_words",
    "find_passages",
    "forget_search",
    "garbage_district_alone",
    "has_garbage",
    "import_garbage",
    "import_synonyms",
    "index_words",
    "ingest",
    "ingest_file",
    "knows_file",
    "look_up",
    "mark_helpful",
    "mark_seen",
    "mark_words",
    "marked_tokens",
    "match_faq",
    "morphemes",
    "new_faq_entry",
    "note_gap",
    "open_batch",
    "open_citation",
    "open_gaps",
    "open_questions",
    "propose_faq",
    "read_aside",
    "read_table",
    "receive_file",
    "save_search",
    "saved_search",
    "search_spelling",
    "searches_of",
    "sections_to_file_under",
    "sort_gaps",
    "source_token",
    "sparse_literal",
    "spoken",
    "start_run",
    "text_of_file",
    "titled_fiscal_years",
    "turnover",
    "warm_up",
    "word_vectors",
]
