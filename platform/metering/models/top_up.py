"""What was added once to the allowances of one period."""

from django.db import models

from metering.fiscal_year import PeriodKind


class TopUp(models.Model):
    """追加の利用枠. Counts in the period that begins on `first_day` and nowhere else; written once, never changed."""

    scope = models.BigIntegerField(default=0, help_text="0: the whole town, else a section's id")
    period_kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in PeriodKind])
    first_day = models.DateField()
    yen = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    tokens = models.PositiveBigIntegerField(default=0)
    reason = models.CharField(max_length=200)
    by_name = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "追加の利用枠"
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["scope", "period_kind", "first_day"], name="top_up_period")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(yen__gte=0) & (models.Q(yen__gt=0) | models.Q(tokens__gt=0)),
                name="top_up_adds_something",
            )
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.period_kind} {self.first_day} +{self.yen}"
