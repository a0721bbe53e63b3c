"""Usage of one day, rolled up by every dimension that a report asks for."""

from django.db import models


class DailyUsage(models.Model):
    """日別利用量. Days are those of Japan. Raised in the transaction that writes the event."""

    day = models.DateField()
    feature = models.CharField(max_length=40)
    channel = models.CharField(max_length=20, blank=True)
    model = models.CharField(max_length=200, blank=True)
    section_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    calls = models.PositiveBigIntegerField(default=0)
    failed_calls = models.PositiveBigIntegerField(default=0)
    estimated_calls = models.PositiveBigIntegerField(default=0)
    tokens_in = models.PositiveBigIntegerField(default=0)
    tokens_out = models.PositiveBigIntegerField(default=0)
    tokens_cached = models.PositiveBigIntegerField(default=0)
    embeddings = models.PositiveBigIntegerField(default=0)
    audio_seconds = models.DecimalField(max_digits=16, decimal_places=3, default=0)
    cost_yen = models.DecimalField(max_digits=16, decimal_places=6, default=0)

    class Meta:
        verbose_name = "日別利用量"
        ordering = ["day", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "feature", "channel", "model", "section_id", "person_id"],
                name="daily_usage_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.feature} {self.model}"
