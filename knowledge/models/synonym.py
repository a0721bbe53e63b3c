"""Words that mean the same in a town, for its search."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

LONGEST_WORD = 40
MOST_WORDS = 12


class SynonymGroup(models.Model):
    """同義語. A group of the town's own, or, with the words of a group of the starter list, that group switched off."""

    words = ArrayField(models.CharField(max_length=LONGEST_WORD), help_text="as written; at least two")
    active = models.BooleanField(default=True)
    changed_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-updated_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["words"], name="synonyms_once")]

    def __str__(self) -> str:
        return "、".join(self.words)
