"""How a town stands, as its own hourly round told the operator: counts and yen, never content."""

from django.db import models


class TownStanding(models.Model):
    """自治体の現況. One row a town, written over; `figures` holds a number, or null, for each registered figure."""

    town = models.OneToOneField("tenants.Municipality", on_delete=models.CASCADE, related_name="standing")
    figures = models.JSONField(default=dict)
    taken_at = models.DateTimeField()

    class Meta:
        verbose_name = "自治体の現況"

    def __str__(self) -> str:
        return f"{self.town_id} {self.taken_at}"


class TownMonth(models.Model):
    """自治体の月次. What the standing was when it was last taken in a month: the pictures over months."""

    town = models.ForeignKey("tenants.Municipality", on_delete=models.CASCADE, related_name="months")
    month = models.DateField(help_text="its first day")
    figures = models.JSONField(default=dict)

    class Meta:
        verbose_name = "自治体の月次"
        ordering = ["month"]
        constraints = [models.UniqueConstraint(fields=["town", "month"], name="town_month_once")]

    def __str__(self) -> str:
        return f"{self.town_id} {self.month}"
