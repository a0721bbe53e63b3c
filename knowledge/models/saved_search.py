"""A search of the reference room that a person goes back to."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class SavedSearch(models.Model):
    """保存した検索. Its owner's alone; `seen_ids` are the passages it gave when the owner last looked."""

    person = models.ForeignKey("tenants.Person", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000, help_text="the query string of the page, without the page number")
    seen_ids = ArrayField(models.BigIntegerField(), default=list)
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="saved_search_name_once")]

    def __str__(self) -> str:
        return self.name
