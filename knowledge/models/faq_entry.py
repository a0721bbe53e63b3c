"""A curated question and answer, with every wording it ever had."""

from django.db import models


class FaqEntry(models.Model):
    """FAQ. Beats the model when it fits; found under the same conditions as its document."""

    document = models.ForeignKey("knowledge.Document", on_delete=models.CASCADE, related_name="faq_entries")
    question = models.TextField()
    answer = models.TextField()
    variants = models.JSONField(default=list, help_text="other wordings of the question")
    section = models.ForeignKey("tenants.Section", null=True, on_delete=models.SET_NULL, related_name="+")
    category = models.CharField(max_length=60, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    row_number = models.PositiveIntegerField(null=True, help_text="row of the sheet it came from")
    retired_at = models.DateTimeField(null=True)
    proposed = models.JSONField(null=True, help_text="wording that waits for approval: question, answer, and so on")
    proposed_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["document_id", "row_number", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "question"], condition=models.Q(retired_at=None), name="faq_question_once"
            )
        ]
        indexes = [models.Index(fields=["section", "category"], name="faq_by_section")]

    def __str__(self) -> str:
        return self.question


class FaqRevision(models.Model):
    """What an entry said before a change."""

    entry = models.ForeignKey("knowledge.FaqEntry", on_delete=models.CASCADE, related_name="revisions")
    question = models.TextField()
    answer = models.TextField()
    changed_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-changed_at"]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.changed_at:%Y-%m-%d}"
