"""What adopting towns report of an edition, and what all towns are shown of it."""

from django.db import models

from templates.models.edition import Edition
from templates.models.shared_item import SharedItem


class AdoptionFigure(models.Model):
    """実績 of one town that agreed to give it: counts of the last 90 days, no text. Written by the town each night."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="figures")
    town_id = models.BigIntegerField()
    uses = models.PositiveIntegerField(default=0)
    helpful = models.PositiveIntegerField(default=0)
    not_helpful = models.PositiveIntegerField(default=0)
    asked = models.PositiveIntegerField(default=0, help_text="answers that named a FAQ of it")
    resolved = models.PositiveIntegerField(default=0, help_text="of these, no hand-over and no thumb down")
    drafts = models.PositiveIntegerField(default=0, help_text="drafts begun from it")
    confirmed = models.PositiveIntegerField(default=0, help_text="of these, confirmed by name")
    minutes_saved = models.PositiveSmallIntegerField(null=True, help_text="median of what people said")
    counted_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "town_id"], name="adoption_figure_once")]
        indexes = [models.Index(fields=["town_id"], name="adoption_figure_of_town")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.town_id}"


class ShownFigures(models.Model):
    """What stands on the page of an item: rounded, of five towns at least, the same for a whole month."""

    item = models.OneToOneField(SharedItem, on_delete=models.CASCADE, primary_key=True, related_name="shown_figures")
    towns = models.PositiveSmallIntegerField(help_text="rounded down to fives")
    uses = models.PositiveIntegerField(help_text="rounded to tens")
    success_percent = models.PositiveSmallIntegerField(null=True, help_text="rounded to fives")
    minutes_saved = models.PositiveSmallIntegerField(null=True, help_text="median of the towns' medians, to fives")
    month = models.DateField(help_text="first day of the month that it is shown for")

    def __str__(self) -> str:
        return f"{self.item_id} {self.month:%Y-%m}"
