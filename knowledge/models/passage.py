"""The searchable piece that is cited."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from pgvector.django import SparseVectorField

TERM_SPACE = 1_000_000_000  # dimensions of `lex`: a term's id is its place


class Passage(models.Model):
    """抜粋. Passages of former versions stay (`current` false) while an answer cites them."""

    document = models.ForeignKey("knowledge.Document", on_delete=models.CASCADE, related_name="passages")
    version = models.ForeignKey("knowledge.Version", on_delete=models.CASCADE, related_name="passages")
    faq_entry = models.ForeignKey("knowledge.FaqEntry", null=True, on_delete=models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    heading = models.TextField(blank=True, help_text="question of a FAQ, else title and heading path, one a line")
    text = models.TextField()
    page = models.PositiveIntegerField(null=True)
    place = models.CharField(max_length=200, blank=True, help_text="第12条第3項, sheet, page: what a citation says")
    anchor = models.CharField(max_length=200, blank=True)
    from_ocr = models.BooleanField(default=False)
    digest = models.CharField(max_length=64, help_text="SHA-256 of heading and text: only changed ones are embedded")
    current = models.BooleanField(default=True)
    valid_until = models.DateField(null=True, help_text="of a single FAQ entry; the document's own is checked too")
    terms = ArrayField(models.IntegerField(), default=list, help_text="distinct term ids: candidates")
    lex = SparseVectorField(dimensions=TERM_SPACE, null=True, help_text="BM25 weights of the terms, without idf")
    length = models.PositiveIntegerField(default=0, help_text="number of terms")

    class Meta:
        ordering = ["document_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="passage_position_once"),
        ]
        indexes = [
            GinIndex(fields=["terms"], name="passage_terms"),
            models.Index(fields=["document", "current"], name="passage_of_document"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}/{self.position}"
