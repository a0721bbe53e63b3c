"""What people asked and the town's knowledge could not answer, gathered by what they meant."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _
from pgvector.django import HalfVectorField


class Gap(models.Model):
    """不足: questions that mean the same. `rank` orders by count and recency without being written anew each day."""

    class State(models.TextChoices):
        """What has been done about it."""

        OPEN = "open", _("未対応")
        DRAFTED = "drafted", _("案を作成")
        ANSWERED = "answered", _("回答済み")
        DISMISSED = "dismissed", _("対応しない")

    label = models.TextField(help_text="the first question, masked")
    audience = models.CharField(max_length=12, help_text="who asked: residents or staff")
    section = models.ForeignKey("tenants.Section", null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    state_before = models.CharField(max_length=10, blank=True, help_text="what undoing brings back")
    decided_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reopened_at = models.DateTimeField(null=True, help_text="asked again after it was dealt with")
    entry = models.ForeignKey("knowledge.FaqEntry", null=True, on_delete=models.SET_NULL, related_name="+")
    retest = models.JSONField(default=dict, help_text="asked, answered, at: the questions asked again")
    joined_into = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.CASCADE,
        related_name="joined",
        help_text="the gap a person said it is part of",
    )
    count = models.PositiveIntegerField(default=0)
    rank = models.FloatField(default=0.0)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    words = ArrayField(models.TextField(), default=list, help_text="distinct words of the first question")
    space = models.ForeignKey("knowledge.EmbeddingSpace", null=True, on_delete=models.SET_NULL, related_name="+")
    vector = HalfVectorField(null=True, help_text="unit mean of its questions in `space`")

    class Meta:
        ordering = ["-rank", "-id"]
        indexes = [
            models.Index(fields=["state", "-rank"], name="gap_by_state"),
            models.Index(fields=["section", "state", "-rank"], name="gap_by_section"),
            models.Index(fields=["entry"], name="gap_of_entry"),
            models.Index(fields=["joined_into"], condition=models.Q(joined_into__isnull=False), name="gap_joined_into"),
            GinIndex(fields=["words"], name="gap_words"),
        ]

    def __str__(self) -> str:
        return self.label


class GapQuestion(models.Model):
    """One question that was not answered, or whose answer was voted down; masked. `gap` None: not sorted in yet."""

    class Reason(models.TextChoices):
        """Why it counts."""

        NOT_FOUND = "not_found", _("資料なし")
        NOT_SUPPORTED = "not_supported", _("裏付けなし")
        NOT_HELPFUL = "not_helpful", _("役に立たなかった")

    gap = models.ForeignKey("knowledge.Gap", null=True, on_delete=models.CASCADE, related_name="questions")
    joined_from = models.ForeignKey(
        "knowledge.Gap", null=True, on_delete=models.SET_NULL, related_name="lent", help_text="the gap it goes back to"
    )
    turn_id = models.UUIDField(help_text="plain id: the turn is the assistants'")
    reason = models.CharField(max_length=16, choices=Reason.choices)
    text = models.TextField(help_text="masked")
    audience = models.CharField(max_length=12)
    section = models.ForeignKey("tenants.Section", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["turn_id"], name="gap_question_once_a_turn")]
        indexes = [
            models.Index(fields=["gap", "-at"], name="gap_question_of_gap"),
            models.Index(
                fields=["joined_from"], condition=models.Q(joined_from__isnull=False), name="gap_question_joined"
            ),
            models.Index(fields=["id"], condition=models.Q(gap=None), name="gap_question_to_sort"),
            models.Index(fields=["at"], name="gap_question_by_age"),
        ]

    def __str__(self) -> str:
        return self.text
