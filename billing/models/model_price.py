"""What a model costs from a day on."""

from django.db import models

from billing.pricing.price_list import UnitPrice


class ModelPrice(models.Model):
    """単価. Holds from its first day until its last day, or until the next one of the model begins: no two overlap."""

    model = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    tokens_in = models.DecimalField(max_digits=12, decimal_places=4, help_text="a million")
    tokens_cached = models.DecimalField(max_digits=12, decimal_places=4, null=True, help_text="null: as tokens_in")
    tokens_out = models.DecimalField(max_digits=12, decimal_places=4, help_text="a million")
    audio_minute = models.DecimalField(max_digits=12, decimal_places=4, default=0)
    currency = models.CharField(max_length=3, default="JPY")
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "単価"
        ordering = ["model", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["model", "valid_from"], name="model_price_once_a_start"),
            models.CheckConstraint(
                condition=models.Q(tokens_in__gte=0, tokens_out__gte=0, audio_minute__gte=0)
                & (models.Q(tokens_cached=None) | models.Q(tokens_cached__gte=0)),
                name="model_price_not_negative",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until=None) | models.Q(valid_until__gte=models.F("valid_from")),
                name="model_price_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.valid_from}"

    def as_unit_price(self) -> UnitPrice:
        """The frozen form."""
        return UnitPrice(
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            tokens_in=self.tokens_in,
            tokens_cached=self.tokens_in if self.tokens_cached is None else self.tokens_cached,
            tokens_out=self.tokens_out,
            audio_minute=self.audio_minute,
            currency=self.currency,
        )
