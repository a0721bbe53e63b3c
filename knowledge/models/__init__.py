"""The nouns of knowledge, one a file; all stand in the town's schema."""

from knowledge.models.bulk_change import BulkChange
from knowledge.models.corpus import CorpusStatistics, Term
from knowledge.models.document import Audience, Document, Findable
from knowledge.models.embedding import EmbeddingSpace, PassageEmbedding
from knowledge.models.faq_entry import FaqEntry, FaqRevision
from knowledge.models.gap import Gap, GapQuestion
from knowledge.models.ingestion import Ingestion, IngestionBatch
from knowledge.models.passage import Passage
from knowledge.models.reminder import Reminder
from knowledge.models.source import Source
from knowledge.models.version import Version

__all__ = [
    "Audience",
    "BulkChange",
    "CorpusStatistics",
    "Document",
    "EmbeddingSpace",
    "FaqEntry",
    "FaqRevision",
    "Findable",
    "Gap",
    "GapQuestion",
    "Ingestion",
    "IngestionBatch",
    "Passage",
    "PassageEmbedding",
    "Reminder",
    "Source",
    "Term",
    "Version",
]
