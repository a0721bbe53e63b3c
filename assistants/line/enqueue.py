"""Names of LINE's background work."""

from datetime import datetime
from typing import Final

from tenants.public import enqueue

WORK: Final = "assistants.line.work"
SEND: Final = "assistants.line.send"
SWEEP: Final = "assistants.line.sweep"
NIGHTLY: Final = "assistants.line.nightly"


def enqueue_event(*, event_id: int, now: datetime) -> None:
    """Ring for one received event, after the transaction."""
    enqueue(task=WORK, queue="quick", now=now, details={"event_id": event_id})


def enqueue_message(*, message_id: int, now: datetime) -> None:
    """Ring for one message that is to be sent, after the transaction."""
    enqueue(task=SEND, queue="quick", now=now, details={"message_id": message_id})
