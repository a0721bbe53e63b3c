"""That an edition was withdrawn: a row of its own, for an edition never changes."""

from django.db import models

from templates.models.edition import Edition


class Withdrawal(models.Model):
    """取り下げ of one edition, with the reason that adopters read."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.CharField(max_length=300)
    withdrawn_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=60)

    def __str__(self) -> str:
        return str(self.edition_id)
