"""One action on many documents at once, with all that is needed to undo it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BulkChange(models.Model):
    """一括変更. `rows` holds of each changed row its table, id, and the fields before and after."""

    class Kind(models.TextChoices):
        """What was done."""

        EDITED = "edited", _("設定の一括変更")
        APPROVED = "approved", _("一括承認")
        WITHDRAWN = "withdrawn", _("一括取り下げ")
        HANDED_OVER = "handed_over", _("引き継ぎ")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    label = models.CharField(max_length=200, help_text="what was done, in the words of the page")
    by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    rows = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["by", "-at"], name="bulk_change_of_person")]

    def __str__(self) -> str:
        return self.label
