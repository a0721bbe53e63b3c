"""A day of a town's use as Stripe was told of it."""

from django.db import models


class StripeUse(models.Model):
    """送った利用量. Written before it is sent; `value` never changes, so that sending twice says the same."""

    live = models.BooleanField()
    town_id = models.BigIntegerField()
    day = models.DateField()
    meter = models.CharField(max_length=12)
    value = models.PositiveBigIntegerField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "送った利用量"
        ordering = ["day", "id"]
        constraints = [models.UniqueConstraint(fields=["live", "town_id", "meter", "day"], name="stripe_use_once")]

    def __str__(self) -> str:
        return f"{self.town_id} {self.day} {self.value}"
