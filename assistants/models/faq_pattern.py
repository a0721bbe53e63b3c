"""A FAQ entry with blanks that waits to be taken over, and the town's values of blanks."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BlankValue(models.Model):
    """差込欄の値: what the town writes in a blank, for all its templates and FAQ patterns."""

    name = models.CharField(max_length=40, unique=True)
    value = models.CharField(max_length=300)
    updated_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class FaqPattern(models.Model):
    """FAQのひな形. Never read by residents: its filled text becomes a FAQ proposal, which a section approves."""

    class State(models.TextChoices):
        """What the town did with it."""

        OPEN = "open", _("未使用")
        PROPOSED = "proposed", _("FAQにしました")
        DISMISSED = "dismissed", _("使わない")

    key = models.SlugField(max_length=60, unique=True)
    topic = models.CharField(max_length=40)
    question = models.CharField(max_length=300)
    answer = models.TextField()
    variants = models.JSONField(default=list)
    laws = models.JSONField(default=list, help_text="title, article, as_of")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    entry_id = models.BigIntegerField(null=True, help_text="the FAQ entry it became")
    decided_by = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField(null=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["topic", "position"], name="faq_pattern_by_topic")]

    def __str__(self) -> str:
        return self.question
