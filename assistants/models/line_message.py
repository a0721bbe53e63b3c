"""What is to be sent by LINE, until it has arrived."""

from django.db import models

from jobs.public import DueJob, DueJobQuerySet
from llm_gateway.public import EncryptedText


class LineMessageQuerySet(DueJobQuerySet["LineMessage"]):
    """Filters of work."""


class LineMessage(DueJob):
    """送信. Up to five bubbles that go out together; encrypted, and emptied when they have arrived."""

    key = models.UUIDField(unique=True, help_text="retry key: sent again with the same key it arrives once")
    friend = models.ForeignKey("assistants.LineFriend", null=True, on_delete=models.CASCADE, related_name="messages")
    bubbles = EncryptedText(blank=True, default="")
    reply_token = EncryptedText(blank=True, default="")
    reply_until = models.DateTimeField(null=True)
    reply_tried = models.BooleanField(default=False, help_text="a reply went out and nobody knows whether it arrived")
    sent_by = models.CharField(max_length=10, blank=True, help_text="reply or push")
    failure = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField()

    objects = LineMessageQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["state", "due_at"], name="line_message_to_sweep")]

    def __str__(self) -> str:
        return f"{self.key} {self.state}"
