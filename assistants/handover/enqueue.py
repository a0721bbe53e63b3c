"""Names of the hand-over's background work; the rows are the truth, lost messages are sent again by the sweep."""

from datetime import datetime
from typing import Final

from tenants.public import enqueue

TELL: Final = "assistants.handover.tell"
PUSH: Final = "assistants.handover.push"
SWEEP: Final = "assistants.handover.sweep"
HOURLY: Final = "assistants.handover.hourly"
NIGHTLY: Final = "assistants.handover.nightly"


def tell_section(*, handover_id: int, now: datetime) -> None:
    """After the transaction: mail the section that something waits."""
    enqueue(task=TELL, queue="mail", now=now, details={"handover_id": handover_id})


def push_message(*, message_id: int, now: datetime) -> None:
    """After the transaction: bring a desk's word to a channel that does not come and ask."""
    enqueue(task=PUSH, queue="quick", now=now, details={"message_id": message_id})
