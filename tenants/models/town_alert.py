"""Something in a town that the operator has to look after, as the town's hourly round told it."""

from django.db import models


class TownAlert(models.Model):
    """自治体の警告. `kind`: key of an AlertKind; `detail`: the blanks of its sentence, numbers and codes only."""

    town = models.ForeignKey("tenants.Municipality", on_delete=models.CASCADE, related_name="alerts")
    kind = models.CharField(max_length=40)
    detail = models.JSONField(default=dict)
    since = models.DateTimeField()

    class Meta:
        verbose_name = "自治体の警告"
        ordering = ["since", "id"]
        constraints = [models.UniqueConstraint(fields=["town", "kind"], name="town_alert_once")]

    def __str__(self) -> str:
        return f"{self.town_id} {self.kind}"
