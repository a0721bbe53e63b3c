"""Write words and what happened into a hand-over."""

from datetime import datetime
from uuid import UUID, uuid4

from assistants.models import Handover, HandoverMessage


def write_word(
    *,
    handover: Handover,
    kind: HandoverMessage.Kind,
    text: str,
    at: datetime,
    key: UUID | None = None,
    person_id: int | None = None,
    person_name: str = "",
    section_name: str = "",
    event: str = "",
) -> HandoverMessage | None:
    """The word as written; None when this key was written before."""  # fmt: skip
    row, made = HandoverMessage.objects.get_or_create(
        key=key or uuid4(),
        defaults={
            "handover": handover,
            "kind": kind,
            "text": text,
            "at": at,
            "person_id": person_id,
            "person_name": person_name,
            "section_name": section_name,
            "event": event,
        },
    )
    return row if made else None
