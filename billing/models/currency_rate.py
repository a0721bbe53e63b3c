"""What a foreign currency is worth in yen from a day on."""

from django.db import models


class CurrencyRate(models.Model):
    """為替レート. Holds until the next one of the currency begins."""

    currency = models.CharField(max_length=3)
    valid_from = models.DateField()
    yen = models.DecimalField(max_digits=12, decimal_places=4)
    note = models.CharField(max_length=200, blank=True, help_text="where the rate was read")

    class Meta:
        verbose_name = "為替レート"
        ordering = ["currency", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["currency", "valid_from"], name="currency_rate_once_a_start"),
            models.CheckConstraint(condition=models.Q(yen__gt=0), name="currency_rate_positive"),
            models.CheckConstraint(condition=~models.Q(currency="JPY"), name="currency_rate_foreign"),
        ]

    def __str__(self) -> str:
        return f"{self.currency} {self.valid_from}"
