"""A word that the town writes its own way; comes before every rule of the 公用文 check."""

from django.db import models


class TownSpelling(models.Model):
    """用語集の言葉. `avoided` are the spellings that are pointed out; without any it is only left alone."""

    preferred = models.CharField(max_length=60, unique=True)
    avoided = models.JSONField(default=list)
    reason = models.CharField(max_length=200, blank=True)
    written_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["preferred"]

    def __str__(self) -> str:
        return self.preferred

    @property
    def avoided_words(self) -> str:
        """The avoided spellings in one line."""
        return "、".join(self.avoided)
