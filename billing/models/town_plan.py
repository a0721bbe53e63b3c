"""Which plan a town is on from a day on."""

from django.db import models


class TownPlan(models.Model):
    """契約. Holds until the next one of the town begins; `plan` null: it is on none. `town_id` is a plain value."""

    town_id = models.BigIntegerField()
    valid_from = models.DateField()
    plan = models.ForeignKey("billing.Plan", on_delete=models.PROTECT, null=True, related_name="towns")
    options = models.JSONField(default=list)

    class Meta:
        verbose_name = "契約"
        ordering = ["town_id", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["town_id", "valid_from"], name="town_plan_once_a_start")]

    def __str__(self) -> str:
        return f"{self.town_id} {self.valid_from}"
