"""A town's own paper: a Word file with places for number, date, addressee, sender, title and text."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q


class WordForm(models.Model):
    """Word様式. The file is as the town gave it; drafts are written into copies of it."""

    name = models.CharField(max_length=60, unique=True)
    content = models.BinaryField(help_text="the .docx itself, at most 2 MB")
    fields = models.JSONField(default=list, help_text="names of the places that stand in it")
    is_default = models.BooleanField(default=False, help_text="taken for drafts that name none")
    put_by = models.CharField(max_length=60)
    put_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["is_default"], condition=Q(is_default=True), name="one_default_word_form")
        ]

    def __str__(self) -> str:
        return self.name
