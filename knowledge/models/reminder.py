"""That somebody was told of a document that ends soon: once for each day of warning."""

from django.db import models


class Reminder(models.Model):
    """期限のお知らせ. Written before the mail goes out; a worker claims it, sends, and marks it sent."""

    document = models.ForeignKey("knowledge.Document", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("tenants.Person", on_delete=models.CASCADE, related_name="+")
    valid_until = models.DateField(help_text="a new period is reminded of anew")
    days = models.PositiveSmallIntegerField(help_text="30, 7 or 0 before the end")
    made_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "person", "valid_until", "days"], name="reminder_once")
        ]
        indexes = [models.Index(fields=["person"], condition=models.Q(sent_at=None), name="reminder_to_send")]

    def __str__(self) -> str:
        return f"{self.document_id} {self.days}"
