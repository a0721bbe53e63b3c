"""A shared thing: what all its editions have in common, and whose it is."""

import uuid
from typing import Final

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _
from pgvector.django import SparseVectorField

from templates.population import PopulationClass

TERM_SPACE = 1_000_000_000  # as knowledge's index
INDEX: Final = ("terms", "lex", "search")  # columns that the database alone reads: long, and slow to parse
UNLISTED: Final = (
    "laws", "lineage", "latest__content", "latest__cautions", "latest__laws", "latest__blanks", "latest__change_note",
)  # fmt: skip


class Kind(models.TextChoices):
    """What can be shared."""

    PROMPT = "prompt", _("プロンプト")
    FAQ = "faq", _("FAQのセット")
    GUIDE = "guide", _("手順案内")
    TEXT = "text", _("ガイドライン・規程の文章")
    EVALUATION = "evaluation", _("評価用の質問のセット")


class SharedItems(models.QuerySet["SharedItem"]):
    """Filters."""

    def released_in(self, *, consortium_id: int) -> "SharedItems":
        """What the towns of a consortium may find: released there and not withdrawn."""
        return self.filter(consortium_id=consortium_id, withdrawn_at=None, latest__isnull=False)

    def without_index(self) -> "SharedItems":
        """Without what only the database reads."""
        return self.defer(*INDEX)

    def listed(self) -> "SharedItems":
        """As a list shows them: with the latest edition, without what neither of them shows there."""
        return self.without_index().select_related("latest").defer(*UNLISTED)


class SharedItem(models.Model):
    """共有のひな形. `title`, `purpose`, `task` and `laws` are those of the latest edition, copied for lists and search.

    Towns are plain ids and names, so that an item outlives them; `town_id` is empty when it came in a file from another
    installation (`installation` is its name). `lineage`: ancestors, nearest first, as in the envelope.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=80)
    purpose = models.CharField(max_length=400)
    task = models.CharField(max_length=20)
    consortium_id = models.BigIntegerField()
    town_id = models.BigIntegerField(null=True)
    town_code = models.CharField(max_length=6)
    town_name = models.CharField(max_length=40)
    prefecture = models.CharField(max_length=10)
    population_class = models.CharField(max_length=12, choices=PopulationClass.choices, blank=True)
    section = models.CharField(max_length=40, blank=True)
    installation = models.CharField(max_length=80, blank=True)
    laws = models.JSONField(default=list)
    terms = ArrayField(models.IntegerField(), default=list, help_text="dimensions of the distinct words: candidates")
    lex = SparseVectorField(dimensions=TERM_SPACE, null=True, help_text="BM25 weights of words, without idf")
    towns_in_use = models.PositiveIntegerField(null=True, help_text="of consenting towns; empty below five of them")
    success_rate = models.PositiveSmallIntegerField(null=True, help_text="percent, of consenting towns; empty as above")
    search = models.TextField(default="", help_text="title, purpose and texts in the search spelling")
    latest = models.ForeignKey("template_library.Edition", null=True, on_delete=models.PROTECT, related_name="+")
    derived_from = models.ForeignKey(
        "template_library.Edition", null=True, on_delete=models.PROTECT, related_name="derivatives"
    )
    lineage = models.JSONField(default=list)
    released_at = models.DateTimeField(help_text="of the latest edition")
    withdrawn_at = models.DateTimeField(null=True)
    withdraw_reason = models.CharField(max_length=300, blank=True)

    objects = SharedItems.as_manager()

    class Meta:
        ordering = ["-released_at", "id"]
        indexes = [
            models.Index(fields=["consortium_id", "-released_at"], name="shared_item_newest"),
            models.Index(  # all that facets count, so that the rows need not be read
                fields=[
                    "consortium_id",
                    "kind",
                    "task",
                    "population_class",
                    "prefecture",
                    "towns_in_use",
                    "success_rate",
                ],
                condition=models.Q(withdrawn_at=None, latest__isnull=False),
                name="shared_item_counted",
            ),
            models.Index(fields=["town_id"], name="shared_item_town"),
            GinIndex(fields=["terms"], name="shared_item_terms", fastupdate=False),  # read far more than written,
        ]

    def __str__(self) -> str:
        return self.title
