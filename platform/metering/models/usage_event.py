"""One call of a model, written once and never changed."""

from django.db import models


class UsageEvent(models.Model):
    """利用記録. Ids of sections and people are plain numbers: the record outlives them."""

    event_id = models.UUIDField(unique=True)
    at = models.DateTimeField()
    feature = models.CharField(max_length=40)
    channel = models.CharField(max_length=20, blank=True)
    endpoint_name = models.CharField(max_length=100, blank=True)
    model = models.CharField(max_length=200, blank=True)
    tokens_in = models.PositiveBigIntegerField(default=0)
    tokens_out = models.PositiveBigIntegerField(default=0)
    tokens_cached = models.PositiveBigIntegerField(default=0)
    embeddings = models.PositiveIntegerField(default=0)
    audio_seconds = models.DecimalField(max_digits=12, decimal_places=3, default=0)
    cost_yen = models.DecimalField(max_digits=14, decimal_places=6, default=0)
    estimated = models.BooleanField(default=False)
    outcome = models.CharField(max_length=40)
    section_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    turn_id = models.CharField(max_length=40, blank=True)
    first_token_ms = models.PositiveIntegerField(null=True)
    total_ms = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = "利用記録"
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["at"], name="usage_event_at"),
            models.Index(fields=["feature", "at"], name="usage_event_feature"),
            models.Index(fields=["section_id", "at"], name="usage_event_section"),
            models.Index(fields=["person_id", "at"], name="usage_event_person"),
            models.Index(fields=["turn_id"], name="usage_event_turn", condition=~models.Q(turn_id="")),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(cost_yen__gte=0), name="usage_event_cost_not_negative"),
            models.CheckConstraint(
                condition=models.Q(tokens_cached__lte=models.F("tokens_in")), name="usage_event_cached_within_in"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.feature} {self.model}"
