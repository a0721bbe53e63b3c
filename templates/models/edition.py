"""An edition: one released state of a shared thing. The database refuses to change or delete it."""

import uuid
from typing import ClassVar

from django.db import models

from templates.models.shared_item import INDEX, SharedItem


class Editions(models.QuerySet["Edition"]):
    """Filters."""

    def with_item(self) -> "Editions":
        """With their items, without what only the database reads of these."""
        return self.select_related("item").defer(*(f"item__{name}" for name in INDEX))


class Edition(models.Model):
    """版. `content` is the envelope's body (docs/library-format.md), `digest` the SHA-256 of all that a reader gets."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(SharedItem, on_delete=models.PROTECT, related_name="editions")
    major = models.PositiveSmallIntegerField()
    minor = models.PositiveSmallIntegerField()
    patch = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    purpose = models.CharField(max_length=400)
    task = models.CharField(max_length=20)
    cautions = models.JSONField(default=list)
    laws = models.JSONField(default=list, help_text="title, article, as_of")
    blanks = models.JSONField(default=list, help_text="name, type, help, example, source")
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    change_note = models.CharField(max_length=400)
    licence = models.CharField(max_length=60)
    author = models.CharField(max_length=80)
    released_at = models.DateTimeField()
    released_by = models.CharField(max_length=60)
    signed_by = models.CharField(max_length=80, blank=True, help_text="name of the key of an imported file")

    objects = Editions.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-major", "-minor", "-patch"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["item", "major", "minor", "patch"], name="edition_version_once"),
            models.UniqueConstraint(fields=["item", "digest"], name="edition_content_once"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.version}"

    @property
    def version(self) -> str:
        """The semantic version as people read it."""
        return f"{self.major}.{self.minor}.{self.patch}"
