"""Names of the inquiries' background work."""

from datetime import datetime
from typing import Final

from tenants.public import enqueue

READ: Final = "assistants.inquiries.read"
SWEEP: Final = "assistants.inquiries.sweep"


def enqueue_reading(*, file_id: int, now: datetime) -> None:
    """Have an attached file read, after the transaction. The row is the truth; a lost message is sent again."""
    enqueue(task=READ, queue="quick", now=now, details={"file_id": file_id})
