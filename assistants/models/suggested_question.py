"""A question that residents are offered before they type: in its season, at its hours, on its pages."""

from django.db import models
from django.db.models import Q


class SuggestedQuestion(models.Model):
    """よくあるご質問. Empty windows mean always; days are month × 100 + day, so a window may run over New Year."""

    text = models.CharField(max_length=120, unique=True)
    first_day = models.PositiveSmallIntegerField(null=True, blank=True, help_text="1120 for 20 November")
    last_day = models.PositiveSmallIntegerField(null=True, blank=True)
    first_hour = models.PositiveSmallIntegerField(null=True, blank=True)
    last_hour = models.PositiveSmallIntegerField(null=True, blank=True, help_text="up to and without this hour")
    path_prefix = models.CharField(max_length=200, blank=True, help_text="of the page the chat stands on")
    position = models.PositiveSmallIntegerField(default=0)
    clicks = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_hour=None) | Q(first_hour__lte=23, last_hour__lte=24), name="suggestion_hours"
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def window_words(self) -> str:
        """11/20〜1/10; empty for always."""
        days = (self.first_day, self.last_day)
        return "〜".join(f"{day // 100}/{day % 100}" for day in days if day)
