"""What the listening mode needs to keep: whether the town offers it, and the words of talks that are going on."""

from django.db import models


class ListeningRules(models.Model):
    """Whether the town offers お悩み相談; one row (id 1), off until somebody turns it on."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    is_on = models.BooleanField(default=False)
    changed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="listening_is_one_row")]

    def __str__(self) -> str:
        return "listening"


class ListeningWord(models.Model):
    """One message and its reply, for the reader alone: no page of the staff reads this table.

    Deleted when the reader leaves the mode, else with the conversation's hours (assistants.listening.forget).
    """

    conversation = models.ForeignKey(
        "assistants.Conversation", on_delete=models.CASCADE, related_name="listening_words"
    )
    turn_id = models.UUIDField(unique=True)
    question = models.TextField(help_text="masked")
    answer = models.TextField(blank=True)
    shown = models.JSONField(default=dict, help_text="as assistants.showing lays it out")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["conversation", "at"], name="listening_of_conversation"),
            models.Index(fields=["at"], name="listening_to_forget"),
        ]

    def __str__(self) -> str:
        return str(self.turn_id)
