"""What questions are about, and under which conditions the town lets a topic be answered freely."""

from django.db import models


class Topic(models.Model):
    """分野. One read of these few rows tells each question its topic and the topic its gate (assistants.topics).

    `measured_…` are copied from the last finished evaluation, so that a question needs no look at runs.
    """

    name = models.CharField(max_length=40, unique=True)
    position = models.PositiveSmallIntegerField(default=100)
    is_rest = models.BooleanField(default=False, help_text="takes what fits no other topic")
    keywords = models.JSONField(default=list)
    examples = models.JSONField(default=list, help_text="questions that are near in sense")
    section_ids = models.JSONField(default=list, help_text="plain ids of sections whose questions are this topic's")
    bar_percent = models.PositiveSmallIntegerField(null=True, blank=True, help_text="None: no bar, answered as usual")
    least_questions = models.PositiveSmallIntegerField(default=10, help_text="a run with fewer opens nothing")
    off_at = models.DateTimeField(null=True)
    off_reason = models.CharField(max_length=200, blank=True, help_text="residents read it")
    off_by = models.CharField(max_length=60, blank=True)
    measured_percent = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    measured_questions = models.PositiveSmallIntegerField(default=0)
    measured_at = models.DateTimeField(null=True)
    measured_as = models.CharField(max_length=64, blank=True, help_text="digest of model and prompts of that run")
    stale = models.BooleanField(default=False, help_text="knowledge or the set changed much since it was measured")

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["is_rest"], condition=models.Q(is_rest=True), name="topic_one_rest"),
            models.CheckConstraint(
                condition=models.Q(bar_percent=None) | models.Q(bar_percent__gte=50, bar_percent__lte=100),
                name="topic_bar",
            ),
            models.CheckConstraint(condition=models.Q(least_questions__gte=1), name="topic_least"),
        ]

    def __str__(self) -> str:
        return self.name
