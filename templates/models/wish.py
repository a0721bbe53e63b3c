"""What towns miss: counts by words of a public list, wishes on the board, and who supports them."""

import uuid

from django.db import models
from django.db.models import Q

from templates.models.shared_item import SharedItem


class GapSignal(models.Model):
    """How often one town that agreed could not answer questions about some words. Words of the public list only."""

    consortium_id = models.BigIntegerField()
    town_id = models.BigIntegerField()
    words = models.CharField(max_length=80, help_text="words of templates.wishing.vocabulary, joined by ・")
    questions = models.PositiveIntegerField()
    counted_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["town_id", "words"], name="gap_signal_once")]
        indexes = [models.Index(fields=["consortium_id", "words"], name="gap_signal_words")]

    def __str__(self) -> str:
        return self.words


class Wish(models.Model):
    """要望: something that is missing in the library. `words`: it came out of counts; else a town wrote it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consortium_id = models.BigIntegerField()
    words = models.CharField(max_length=80, blank=True)
    text = models.CharField(max_length=400, blank=True, help_text="released by a town by hand, checked")
    town_id = models.BigIntegerField(null=True, help_text="who wrote the text")
    town_name = models.CharField(max_length=40, blank=True)
    towns = models.PositiveSmallIntegerField(default=0, help_text="that miss it, rounded down to fives; 0: not counted")
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    item = models.ForeignKey(SharedItem, null=True, on_delete=models.SET_NULL, related_name="wishes")

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(fields=["consortium_id", "words"], condition=~Q(words=""), name="wish_words_once"),
            models.CheckConstraint(condition=~Q(words="") | ~Q(text=""), name="wish_says_something"),
        ]
        indexes = [models.Index(fields=["consortium_id", "-made_at"], name="wish_board")]

    def __str__(self) -> str:
        return self.text or self.words


class WishSupport(models.Model):
    """A town that wants it too, or, with `offers`, means to write it."""

    wish = models.ForeignKey(Wish, on_delete=models.CASCADE, related_name="supports")
    town_id = models.BigIntegerField()
    town_name = models.CharField(max_length=40)
    offers = models.BooleanField(default=False)
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["said_at"]
        constraints = [models.UniqueConstraint(fields=["wish", "town_id"], name="wish_support_once")]

    def __str__(self) -> str:
        return f"{self.wish_id} {self.town_id}"
