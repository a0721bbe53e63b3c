"""A part of the town whose garbage is collected on the same days."""

from django.db import models


class GarbageDistrict(models.Model):
    """収集地区. `areas`: the names of streets and hamlets in it, each with its reading where the town gave one."""

    name = models.CharField(max_length=100, unique=True)
    reading = models.CharField(max_length=100, blank=True)
    areas = models.JSONField(default=list, help_text="[{name, reading}]")
    center = models.CharField(max_length=80, blank=True, help_text="the plant that serves it")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name
