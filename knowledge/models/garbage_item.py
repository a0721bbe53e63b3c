"""A thing that people throw away."""

from django.db import models

from knowledge.models.garbage_row import GarbageRow


class GarbageItem(GarbageRow):
    """品目: how to throw it away, in the town's own words."""

    name = models.CharField(max_length=200)
    reading = models.CharField(max_length=200, blank=True)
    other_names = models.JSONField(default=list)
    category = models.ForeignKey("knowledge.GarbageCategory", on_delete=models.PROTECT, related_name="items")
    how = models.TextField(blank=True)
    fee = models.CharField(max_length=200, blank=True, help_text="bag, sticker or money, as the town writes it")
    notes = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["edition", "retired_at", "approved"], name="garbage_item_current"),
            models.Index(fields=["category"], name="garbage_item_by_category"),
        ]

    def __str__(self) -> str:
        return self.name
