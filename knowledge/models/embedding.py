"""Vectors of passages, by the space they live in; a new space is filled beside the one in service."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from pgvector.django import HalfVectorField


class EmbeddingSpace(models.Model):
    """One way of making vectors. Exactly one is ACTIVE; search uses it while another is BUILDING."""

    class Kind(models.TextChoices):
        """Who makes the vectors."""

        WORDS = "words", _("内蔵（単語ベクトル）")
        ENDPOINT = "endpoint", _("接続先のモデル")

    class State(models.TextChoices):
        """Life of a space."""

        BUILDING = "building", _("作成中")
        ACTIVE = "active", _("使用中")
        RETIRED = "retired", _("終了")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    model = models.CharField(max_length=120)
    dimensions = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.BUILDING)
    snapshot = models.BinaryField(default=bytes, help_text="what a word space was fitted on")
    fitted_passages = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, help_text="while a worker fills the space; after it another may")
    retired_at = models.DateTimeField(null=True, help_text="vectors are kept a little longer, for searches under way")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(state__in=["active", "building"]), name="space_one_in_service"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.model}"


class PassageEmbedding(models.Model):
    """One passage's vector in one space, compared by inner product."""

    passage = models.ForeignKey("knowledge.Passage", on_delete=models.CASCADE, related_name="embeddings")
    space = models.ForeignKey("knowledge.EmbeddingSpace", on_delete=models.CASCADE, related_name="+")
    vector = HalfVectorField(help_text="length is the space's; an HNSW index a space is made with the space")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "passage"], name="embedding_once")]
        # Beside it each space has its own HNSW index: knowledge.indexing.space_index.

    def __str__(self) -> str:
        return f"{self.passage_id}@{self.space_id}"
