"""A text that desks send again and again, written by the town itself."""

from django.db import models


class CannedReply(models.Model):
    """定型文. Of one section, or of the whole town (`section` None). Blanks are filled when it is put into a reply."""

    section = models.ForeignKey("tenants.Section", null=True, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=60)
    text = models.TextField(help_text="with blanks of assistants.handover.canned")
    position = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["section", "position"], name="canned_of_section")]

    def __str__(self) -> str:
        return self.title

    @property
    def step(self) -> str:
        """What a button that puts it into a reply sends."""
        return f"canned:{self.pk}"
