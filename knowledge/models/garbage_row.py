"""What rows of garbage editions have in common: written once, replaced by a new row, approved by a person."""

from django.db import models
from django.db.models import Q


def current_row() -> Q:
    """Rows that speak when their edition does."""
    return Q(approved=True, retired_at=None)


def proposed_row() -> Q:
    """Rows that wait for somebody who approves."""
    return Q(approved=False, retired_at=None)


class GarbageRow(models.Model):
    """A row. A change is a new row that `replaces` this one; what was said before stays readable."""

    edition = models.ForeignKey("knowledge.GarbageEdition", on_delete=models.CASCADE, related_name="%(class)s_rows")
    row_number = models.PositiveIntegerField(null=True, help_text="row of the sheet it came from")
    approved = models.BooleanField(default=True, help_text="false: proposed by somebody who may not approve")
    replaces = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="replaced_by")
    retired_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        abstract = True
