"""What the keyword index must know of all passages: the vocabulary, how often, how long."""

from django.db import models

LONGEST_TERM = 100  # characters; longer "words" are addresses and garbage, and stay out of the vocabulary


class Term(models.Model):
    """One normalised word of the town's vocabulary; `df` counts indexed passages that hold it."""

    text = models.CharField(max_length=LONGEST_TERM, unique=True)
    df = models.IntegerField(default=0)
    vector_row = models.IntegerField(default=-1, help_text="row in the word-vector table, -1 for an unknown word")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(df__gte=0), name="term_df_not_negative")]
        indexes = [models.Index(fields=["vector_row"], name="term_by_vector_row")]

    def __str__(self) -> str:
        return self.text


class CorpusStatistics(models.Model):
    """One row (id 1), of indexed passages. Lengths are words; `weighed_*` are the averages that stored weights assume.

    Two averages, because a word in the title field counts beside the same word in the whole passage.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    passages = models.IntegerField(default=0)
    total_length = models.BigIntegerField(default=0)
    total_title_length = models.BigIntegerField(default=0)
    weighed_length = models.FloatField(default=0.0)
    weighed_title_length = models.FloatField(default=0.0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="corpus_is_one_row")]

    def __str__(self) -> str:
        return f"{self.passages} passages"
