"""A desk of the town hall."""

from django.db import models


class Section(models.Model):
    """課・係: who owns knowledge, whom residents are led to."""

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=60, unique=True)
    kana = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    extension = models.CharField(max_length=20, blank=True)
    floor = models.CharField(max_length=60, blank=True)
    hours = models.CharField(max_length=120, blank=True)
    duties = models.JSONField(default=list, help_text="words residents use for what this desk does")
    position = models.PositiveSmallIntegerField(default=0)
    closed_on = models.DateField(null=True, blank=True, help_text="dissolved at a reorganisation")

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "課"

    def __str__(self) -> str:
        return self.name
