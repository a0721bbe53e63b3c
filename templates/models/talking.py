"""What towns say to each other about a shared thing: questions, answers, thanks. Towns speak, not persons."""

import uuid

from django.db import models

from templates.models.shared_item import SharedItem


class LibraryQuestion(models.Model):
    """質問・意見 of a town about an item. Checked for local facts and personal data before it crosses."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(SharedItem, on_delete=models.CASCADE, related_name="questions")
    town_id = models.BigIntegerField()
    town_name = models.CharField(max_length=40)
    text = models.CharField(max_length=1000)
    asked_at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True, help_text="taken back by its town or put away by the operator")

    class Meta:
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["item", "-asked_at"], name="library_question_of_item")]

    def __str__(self) -> str:
        return self.text[:40]


class LibraryAnswer(models.Model):
    """回答 of any town to a question."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(LibraryQuestion, on_delete=models.CASCADE, related_name="answers")
    town_id = models.BigIntegerField()
    town_name = models.CharField(max_length=40)
    text = models.CharField(max_length=1000)
    answered_at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["answered_at"]
        indexes = [models.Index(fields=["question", "answered_at"], name="library_answer_of_question")]

    def __str__(self) -> str:
        return self.text[:40]


class Thanks(models.Model):
    """お礼: one a town and item."""

    item = models.ForeignKey(SharedItem, on_delete=models.CASCADE, related_name="thanks")
    town_id = models.BigIntegerField()
    town_name = models.CharField(max_length=40)
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["-said_at"]
        constraints = [models.UniqueConstraint(fields=["item", "town_id"], name="thanks_once")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.town_id}"
