"""A kind of garbage as the town sorts it."""

from django.db import models


class GarbageCategory(models.Model):
    """分別区分, shared by all editions. `other_names`: what people call it (燃えるごみ, もやすごみ)."""

    name = models.CharField(max_length=80, unique=True)
    other_names = models.JSONField(default=list)
    position = models.PositiveSmallIntegerField(default=0, help_text="order in lists; also picks the mark in calendars")

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name
