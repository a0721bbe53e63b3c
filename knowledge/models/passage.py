"""The searchable piece that is cited."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from pgvector.django import SparseVectorField

TERM_SPACE = 1_000_000_000  # dimensions of `lex`: a hash of the word or pair is its place


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
    layout = models.JSONField(default=dict, help_text="how it stood in the original: spots on pages, rows of a table")
    digest = models.CharField(max_length=64, help_text="SHA-256 of heading and text: only changed ones are embedded")
    current = models.BooleanField(default=True)
    staged = models.BooleanField(default=False, help_text="written and indexed, not yet in service; then not current")
    valid_until = models.DateField(null=True, help_text="of a single FAQ entry; the document's own is checked too")
    # The index. Empty and null until knowledge.indexing filled it; a passage without `lex` is not counted anywhere.
    title_words = ArrayField(models.TextField(), default=list, help_text="words of the heading, in order, repeated")
    body_words = ArrayField(models.TextField(), default=list, help_text="words of the text, in order, repeated")
    terms = ArrayField(models.IntegerField(), default=list, help_text="dimensions of the distinct words: candidates")
    lex = SparseVectorField(
        dimensions=TERM_SPACE, null=True, help_text="BM25 weights of words and word pairs, without idf"
    )

    class Meta:
        ordering = ["document_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="passage_position_once"),
            models.CheckConstraint(
                condition=models.Q(current=False) | models.Q(staged=False), name="passage_staged_is_not_current"
            ),
        ]
        indexes = [
            GinIndex(fields=["terms"], name="passage_terms"),
            models.Index(fields=["document", "current"], name="passage_of_document"),
            models.Index(fields=["digest"], name="passage_by_digest"),
            # What the index has not taken in yet: found by the upkeep without reading the rest.
            models.Index(fields=["id"], condition=models.Q(lex=None, current=True), name="passage_to_index"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}/{self.position}"
