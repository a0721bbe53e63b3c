"""What staff say of a passage they found: it helped."""

from django.db import models


class HelpfulMark(models.Model):
    """「役に立った」: one person's word for one passage, within one of their sections (none: the person alone).

    It goes with the passage: a text that was changed is another text.
    """

    passage = models.ForeignKey("knowledge.Passage", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("tenants.Person", on_delete=models.CASCADE, related_name="+")
    section = models.ForeignKey("tenants.Section", null=True, on_delete=models.CASCADE, related_name="+")
    marked_at = models.DateTimeField()

    class Meta:
        ordering = ["-marked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["passage", "person", "section"], nulls_distinct=False, name="helpful_mark_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.passage_id} {self.person_id}"
