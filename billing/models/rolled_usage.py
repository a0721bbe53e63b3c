"""A town's usage of one day as the consortium sees it: counts by feature, channel and model, never who or what."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RolledUsage(models.Model):
    """日別利用量（協議会）. Copied from the town, priced by the consortium's list."""

    class Flag(models.TextChoices):
        """Why a row has no price. A row with a flag is never charged as zero."""

        NONE = "", _("なし")
        NO_PRICE = "no_price", _("単価が登録されていません")
        NO_RATE = "no_rate", _("為替レートが登録されていません")

    town_id = models.BigIntegerField()
    day = models.DateField()
    feature = models.CharField(max_length=40)
    channel = models.CharField(max_length=20, blank=True)
    model = models.CharField(max_length=200, blank=True)
    calls = models.PositiveBigIntegerField(default=0)
    failed_calls = models.PositiveBigIntegerField(default=0)
    tokens_in = models.PositiveBigIntegerField(default=0)
    tokens_out = models.PositiveBigIntegerField(default=0)
    tokens_cached = models.PositiveBigIntegerField(default=0)
    embeddings = models.PositiveBigIntegerField(default=0)
    audio_seconds = models.DecimalField(max_digits=16, decimal_places=3, default=0)
    cost_yen = models.DecimalField(
        max_digits=16, decimal_places=6, default=0, help_text="as metered at the town's endpoint"
    )
    price_yen = models.DecimalField(
        max_digits=16, decimal_places=6, null=True, help_text="by the consortium's list; null: see flag"
    )
    flag = models.CharField(max_length=10, choices=Flag.choices, default=Flag.NONE, blank=True)

    class Meta:
        verbose_name = "日別利用量（協議会）"
        ordering = ["day", "id"]
        indexes = [
            models.Index(fields=["day", "town_id"], name="rolled_usage_day"),
            models.Index(fields=["model", "day"], name="rolled_usage_model"),
            models.Index(fields=["day"], name="rolled_usage_flagged", condition=~models.Q(flag="")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["town_id", "day", "feature", "channel", "model"], name="rolled_usage_once"),
            models.CheckConstraint(
                condition=models.Q(price_yen__isnull=True) ^ models.Q(flag=""), name="rolled_usage_priced_or_flagged"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.town_id} {self.day} {self.feature} {self.model}"
