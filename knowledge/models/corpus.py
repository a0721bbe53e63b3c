"""What the keyword index must know of all passages: the vocabulary, how often, how long."""

from django.db import models


class Term(models.Model):
    """One normalised word of the town's vocabulary; `df` counts current passages that hold it."""

    text = models.CharField(max_length=64, unique=True)
    df = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.text


class CorpusStatistics(models.Model):
    """One row (id 1). `weighed_length` is the average length that the stored weights assume."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    passages = models.PositiveIntegerField(default=0)
    total_length = models.PositiveBigIntegerField(default=0)
    weighed_length = models.FloatField(default=0.0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="corpus_is_one_row")]

    def __str__(self) -> str:
        return f"{self.passages} passages"
