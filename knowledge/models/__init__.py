"""The nouns of knowledge, one a file; all stand in the town's schema."""

from knowledge.models.bulk_change import BulkChange
from knowledge.models.collection_exception import CollectionException
from knowledge.models.collection_rule import CollectionRule
from knowledge.models.corpus import CorpusStatistics, Term
from knowledge.models.crawl import CrawlRun, Visit
from knowledge.models.document import Audience, Document, Findable
from knowledge.models.embedding import EmbeddingSpace, PassageEmbedding
from knowledge.models.faq_entry import FaqEntry, FaqRevision
from knowledge.models.gap import Gap, GapQuestion
from knowledge.models.garbage_category import GarbageCategory
from knowledge.models.garbage_district import GarbageDistrict
from knowledge.models.garbage_edition import GarbageEdition
from knowledge.models.garbage_item import GarbageItem
from knowledge.models.helpful_mark import HelpfulMark
from knowledge.models.ingestion import Ingestion, IngestionBatch
from knowledge.models.passage import Passage
from knowledge.models.reminder import Reminder
from knowledge.models.saved_search import SavedSearch
from knowledge.models.site import Site, SitePage
from knowledge.models.source import Source
from knowledge.models.synonym import SynonymGroup
from knowledge.models.version import Version

__all__ = [
    "Audience",
    "BulkChange",
    "CollectionException",
    "CollectionRule",
    "CorpusStatistics",
    "CrawlRun",
    "Document",
    "EmbeddingSpace",
    "FaqEntry",
    "FaqRevision",
    "Findable",
    "Gap",
    "GapQuestion",
    "GarbageCategory",
    "GarbageDistrict",
    "GarbageEdition",
    "GarbageItem",
    "HelpfulMark",
    "Ingestion",
    "IngestionBatch",
    "Passage",
    "PassageEmbedding",
    "Reminder",
    "SavedSearch",
    "Site",
    "SitePage",
    "Source",
    "SynonymGroup",
    "Term",
    "Version",
    "Visit",
]
