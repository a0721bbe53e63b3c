"""How much a town or a section may use in a month or a fiscal year."""

from django.db import models

from metering.fiscal_year import PeriodKind


class Allowance(models.Model):
    """利用枠. Valid from a day, until a day or until replaced; one per scope, period and first day."""

    scope = models.BigIntegerField(default=0, help_text="0: the whole town, else a section's id")
    period_kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in PeriodKind])
    limit_yen = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    limit_tokens = models.PositiveBigIntegerField(null=True)
    warn_first = models.PositiveSmallIntegerField(default=70)
    warn_second = models.PositiveSmallIntegerField(default=90)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        verbose_name = "利用枠"
        ordering = ["scope", "period_kind", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["scope", "period_kind", "valid_from"], name="allowance_once_a_start"),
            models.CheckConstraint(
                condition=models.Q(limit_yen__isnull=False) | models.Q(limit_tokens__isnull=False),
                name="allowance_limits_something",
            ),
            models.CheckConstraint(
                condition=models.Q(limit_yen__isnull=True) | models.Q(limit_yen__gte=0), name="allowance_not_negative"
            ),
            models.CheckConstraint(
                condition=models.Q(warn_first__lt=models.F("warn_second"), warn_second__lte=100),
                name="allowance_warns_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=models.F("valid_from")),
                name="allowance_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.period_kind} {self.valid_from}"
