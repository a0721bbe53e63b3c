"""What Stripe told us, as it came."""

from django.db import models

from jobs.public import DueJob, DueJobQuerySet
from llm_gateway.public import EncryptedText


class StripeEventQuerySet(DueJobQuerySet["StripeEvent"]):
    """Filters of work."""


class StripeEvent(DueJob):
    """通知. Stored raw and encrypted before anything is done; only a bell: what is true is asked of Stripe."""

    event_id = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=80)
    live = models.BooleanField()
    object_id = models.CharField(max_length=64, blank=True)
    about = models.CharField(max_length=64, blank=True, help_text="the invoice or customer that it concerns")
    created_at = models.DateTimeField(help_text="Stripe's own time")
    received_at = models.DateTimeField()
    failure = models.CharField(max_length=20, blank=True)  # code of what went wrong last
    payload = EncryptedText(blank=True, default="")

    objects = StripeEventQuerySet.as_manager()

    class Meta:
        verbose_name = "通知"
        ordering = ["-received_at", "-id"]
        indexes = [
            models.Index(fields=["state", "due_at"], name="stripe_event_due"),
            models.Index(fields=["-received_at", "-id"], name="stripe_event_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.event_id}"
