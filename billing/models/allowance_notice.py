"""A mail that an allowance has reached a level: one for each level of a period, claimed before it goes out."""

from django.db import models


class AllowanceNotice(models.Model):
    """利用枠の知らせ. `section_id` 0: the whole town; `level`: 70, 90 or 100 percent as the allowance sets them."""

    town_id = models.BigIntegerField()
    section_id = models.BigIntegerField(default=0)
    period_kind = models.CharField(max_length=12)
    period_first = models.DateField()
    level = models.CharField(max_length=10)
    made_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "利用枠の知らせ"
        indexes = [models.Index(fields=["town_id", "sent_at"], name="allowance_notice_unsent")]
        constraints = [
            models.UniqueConstraint(
                fields=["town_id", "section_id", "period_kind", "period_first", "level"], name="allowance_notice_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.town_id} {self.period_first} {self.level}"
