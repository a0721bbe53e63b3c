"""Turns that belong together: one resident's chat window, one staff member's thread."""

import uuid

from django.db import models


class Conversation(models.Model):
    """会話. A resident's is anonymous; its `token` is the only way back to it."""

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    channel = models.CharField(max_length=10)
    person = models.ForeignKey("tenants.Person", null=True, on_delete=models.CASCADE, related_name="+")
    friend = models.ForeignKey(
        "assistants.LineFriend", null=True, on_delete=models.SET_NULL, related_name="conversations"
    )
    language = models.CharField(max_length=10, default="ja")
    language_chosen = models.BooleanField(default=False, help_text="by the reader; else it follows the questions")
    page_url = models.URLField(max_length=500, blank=True, help_text="page the widget stood on")
    garbage_district = models.ForeignKey(
        "knowledge.GarbageDistrict", null=True, on_delete=models.SET_NULL, related_name="+", help_text="as last chosen"
    )
    guide = models.JSONField(default=dict, blank=True, help_text="guide walked in the chat: version, answers")
    listening = models.BooleanField(default=False, help_text="an お悩み相談 goes on; see assistants.stages.listen")
    started_at = models.DateTimeField()
    last_turn_at = models.DateTimeField()

    class Meta:
        ordering = ["-last_turn_at"]
        indexes = [models.Index(fields=["channel", "-last_turn_at"], name="conversation_recent")]

    def __str__(self) -> str:
        return str(self.token)
