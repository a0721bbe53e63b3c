"""When one kind of garbage is collected in one district."""

from django.db import models

from knowledge.models.garbage_row import GarbageRow


class CollectionRule(GarbageRow):
    """収集日. `written` is what the town wrote; the other fields are what it means (knowledge.sorting.rules)."""

    district = models.ForeignKey("knowledge.GarbageDistrict", on_delete=models.CASCADE, related_name="rules")
    category = models.ForeignKey("knowledge.GarbageCategory", on_delete=models.PROTECT, related_name="rules")
    written = models.TextField()
    parts = models.JSONField(default=list, help_text="RulePart as plain values, one a season")
    time = models.CharField(max_length=60, blank=True)
    notes = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["district__position", "category__position", "id"]
        indexes = [
            models.Index(fields=["edition", "retired_at", "approved"], name="collection_rule_current"),
            models.Index(fields=["district", "category"], name="collection_rule_by_place"),
        ]

    def __str__(self) -> str:
        return self.written
