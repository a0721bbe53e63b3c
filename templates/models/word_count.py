"""In how many shared things of a consortium a word stands, so that a search need not count."""

from typing import Final

from django.db import models

ALL_THINGS: Final = 0  # the place that counts the things themselves; no word has it


class WordCount(models.Model):
    """`place`: dimension of a word. Kept by `adopting.count_words`; wrong by what was withdrawn since the night."""

    consortium_id = models.BigIntegerField()
    place = models.IntegerField()
    items = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consortium_id", "place"], name="word_count_once")]

    def __str__(self) -> str:
        return f"{self.place}: {self.items}"
