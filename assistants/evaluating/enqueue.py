"""Names of the evaluation's background work; the rows are the truth, the sweep rings again for what was lost."""

from datetime import datetime
from typing import Final

from tenants.public import enqueue

WORK: Final = "assistants.evaluating.work"
SWEEP: Final = "assistants.evaluating.sweep"
HOURLY: Final = "assistants.evaluating.hourly"


def ring_for(*, run_id: int, now: datetime) -> None:
    """After the transaction: let a worker take the run up."""
    enqueue(task=WORK, queue="upkeep", now=now, details={"run_id": run_id})
