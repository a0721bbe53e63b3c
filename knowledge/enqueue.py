"""Names of knowledge's background work, so that flows enqueue it without importing tasks."""

from datetime import datetime
from typing import Final

from tenants.public import enqueue

INGEST: Final = "knowledge.ingest"
CRAWL: Final = "knowledge.crawl"
HOURLY: Final = "knowledge.hourly"
SORT_GAPS: Final = "knowledge.sort_gaps"
REMIND: Final = "knowledge.remind"
NIGHTLY: Final = "knowledge.nightly"
SWEEP: Final = "knowledge.sweep"


def enqueue_ingestion(*, ingestion_id: int, now: datetime) -> None:
    """Ring the bell for one file, after the transaction. The row is the truth; a lost message is sent again."""
    enqueue(task=INGEST, queue="ingest", now=now, details={"ingestion_id": ingestion_id})


def enqueue_sorting(*, now: datetime) -> None:
    """Have new questions sorted into gaps. Sent twice, the second finds nothing to do."""
    enqueue(task=SORT_GAPS, queue="quick", now=now)


def enqueue_reminding(*, now: datetime) -> None:
    """Have reminders mailed that are not sent. Sent twice, the second finds nothing to do."""
    enqueue(task=REMIND, queue="mail", now=now)
