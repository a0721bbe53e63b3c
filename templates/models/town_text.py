"""A guideline, policy or rule that the town keeps as a text, with all its versions."""

from typing import Any, ClassVar

from django.db import models


class TownText(models.Model):
    """町の文章. `number` is its newest version; `title` and what that version says stand together."""

    title = models.CharField(max_length=80)
    number = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)
    handed_number = models.PositiveIntegerField(
        null=True, help_text="the version that was handed to the knowledge base"
    )
    document_id = models.BigIntegerField(null=True, help_text="plain id of the document in the knowledge base")

    class Meta:
        ordering = ["-changed_at", "-id"]
        indexes = [
            models.Index(fields=["-changed_at"], condition=models.Q(retired_at=None), name="town_text_in_use"),
        ]

    def __str__(self) -> str:
        return self.title


class TownTextVersion(models.Model):
    """版 of a text."""

    text = models.ForeignKey(TownText, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=80)
    body = models.TextField(help_text="Markdown: headings, lists, tables")
    message = models.CharField(max_length=120, blank=True)
    written_by = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["text", "number"], name="town_text_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.number}"
