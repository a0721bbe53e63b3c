"""One state of a document: the file as it came, unchanged for ever."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Version(models.Model):
    """版. Kept as long as an answer cites it."""

    document = models.ForeignKey("knowledge.Document", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    file = models.FileField(max_length=300, blank=True, help_text="empty when typed in, or destroyed (My Number)")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(help_text="bytes")
    content_type = models.CharField(max_length=100)
    page_count = models.PositiveIntegerField(null=True)
    passage_ids = ArrayField(
        models.BigIntegerField(), default=list, help_text="the passages it consisted of, in order: for comparing"
    )
    changes = models.JSONField(default=dict, help_text="passages added, removed, kept against the version before")
    left_out = models.PositiveIntegerField(
        default=0, help_text="parts that a reviewer kept out: then the file itself is not shown to those who ask"
    )
    warnings = models.JSONField(default=list, help_text="code, place, detail of what was left out or guessed")
    created_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="version_number_once"),
        ]
        # The same content may come back after another (a page that was reverted), so it is no constraint.
        indexes = [models.Index(fields=["sha256"], name="version_by_content")]

    def __str__(self) -> str:
        return f"{self.document_id} v{self.number}"
