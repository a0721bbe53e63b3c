"""What the town or a section has used in a running period: raised in the transaction that writes the event."""

from django.db import models

WHOLE_TOWN = 0  # value of `scope` for the town; otherwise a section's id


class Counter(models.Model):
    """利用量の累計. Kept beside the events so that the check before each answer reads one row, not a year of them."""

    scope = models.BigIntegerField(help_text="0: the whole town, else a section's id")
    period_kind = models.CharField(max_length=12)
    first_day = models.DateField()
    used_yen = models.DecimalField(max_digits=16, decimal_places=6, default=0)
    used_tokens = models.PositiveBigIntegerField(default=0)
    calls = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = "利用量の累計"
        constraints = [
            models.UniqueConstraint(fields=["scope", "period_kind", "first_day"], name="counter_once_a_period")
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.period_kind} {self.first_day}"
