"""A day's questions counted: what statistics read, and what stays when the words are gone."""

from django.db import models


class DayTally(models.Model):
    """日計 of one section (None: no desk was near). `counts`: see assistants.reviewing.tally."""

    day = models.DateField()
    section = models.ForeignKey("tenants.Section", null=True, on_delete=models.CASCADE, related_name="+")
    counts = models.JSONField(default=dict)
    tallied_at = models.DateTimeField()

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["day", "section"], name="day_tally_once", nulls_distinct=False)]

    def __str__(self) -> str:
        return f"{self.day} {self.section_id}"
