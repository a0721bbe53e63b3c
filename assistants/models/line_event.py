"""What LINE told us, until it is worked on."""

from django.db import models

from jobs.public import DueJob, DueJobQuerySet
from llm_gateway.public import EncryptedText


class LineEventQuerySet(DueJobQuerySet["LineEvent"]):
    """Filters of work."""


class LineEvent(DueJob):
    """受信. `payload` may hold personal data: encrypted, and emptied as soon as the event is worked on."""

    event_id = models.CharField(
        max_length=64, unique=True, help_text="webhookEventId: a repeated one is the same event"
    )
    kind = models.CharField(max_length=20)
    payload = EncryptedText(blank=True, default="")
    occurred_at = models.DateTimeField(help_text="LINE's own time")
    received_at = models.DateTimeField()
    turn_id = models.UUIDField(
        unique=True, help_text="of the turn it becomes, so that it is answered and recorded once"
    )

    objects = LineEventQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["state", "due_at"], name="line_event_to_sweep")]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
