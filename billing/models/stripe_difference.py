"""Where our ledger and Stripe say different things."""

from django.db import models


class StripeDifference(models.Model):
    """相違. Found by the reconciliation; `mended_at`: put right by it, `over_at`: not found any more."""

    live = models.BooleanField()
    key = models.CharField(max_length=120, help_text="the same difference found again is the same row")
    kind = models.CharField(max_length=20)
    paper = models.ForeignKey("billing.Paper", on_delete=models.PROTECT, null=True, related_name="+")
    about = models.CharField(max_length=80, blank=True, help_text="a town or an id of Stripe's")
    ours = models.CharField(max_length=80, blank=True)
    theirs = models.CharField(max_length=80, blank=True)
    found_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    mended_at = models.DateTimeField(null=True)
    over_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "相違"
        ordering = ["-found_at", "-id"]
        indexes = [models.Index(fields=["live", "over_at"], name="stripe_difference_open")]
        constraints = [models.UniqueConstraint(fields=["live", "key"], name="stripe_difference_once")]

    def __str__(self) -> str:
        return self.key
