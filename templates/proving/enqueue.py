"""Names of the background work of proving; the rows are the truth, the sweep rings again for what was lost."""

from datetime import datetime
from typing import Final

from tenants.public import enqueue

WORK: Final = "templates.proving.work"
DUE: Final = "templates.proving.due"
HOURLY: Final = "templates.proving.hourly"
SWEEP: Final = "templates.proving.sweep"
NIGHTLY: Final = "templates.proving.nightly"
PUBLISH: Final = "templates.proving.publish_figures"


def ring_due(*, now: datetime) -> None:
    """After the transaction: let a worker begin what is due."""
    enqueue(task=DUE, queue="upkeep", now=now)


def ring_for(*, run_id: int, now: datetime) -> None:
    """After the transaction: let a worker take the run up."""
    enqueue(task=WORK, queue="upkeep", now=now, details={"run_id": run_id})
