"""When the ledger was last compared with Stripe."""

from django.db import models


class StripeCheck(models.Model):
    """照合. One row for test and one for live; claimed by a conditional update, so that one runs at a time."""

    live = models.BooleanField(unique=True)
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=20, blank=True)
    events_until = models.DateTimeField(null=True, help_text="Stripe's events are known up to here")

    class Meta:
        verbose_name = "照合"

    def __str__(self) -> str:
        return str(self.ended_at)
