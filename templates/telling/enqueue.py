"""Names of the background work of telling; the rows are the truth, the sweep sends what was lost."""

from datetime import datetime
from typing import Final

from tenants.public import enqueue

SEND: Final = "templates.telling.send"
SWEEP: Final = "templates.telling.sweep"
HOURLY: Final = "templates.telling.hourly"


def ring(*, now: datetime) -> None:
    """After the transaction: let a worker send what the entered town is to be told."""
    enqueue(task=SEND, queue="mail", now=now)
