"""Names of the exports' background work; the rows are the truth, the sweep rings again for what was lost."""

from datetime import datetime
from typing import Final

from tenants.public import enqueue

WORK: Final = "assistants.exporting.work"
SWEEP: Final = "assistants.exporting.sweep"
HOURLY: Final = "assistants.exporting.hourly"


def ring_for(*, export_id: int, now: datetime) -> None:
    """After the transaction: let a worker take the export up."""
    enqueue(task=WORK, queue="upkeep", now=now, details={"export_id": export_id})
