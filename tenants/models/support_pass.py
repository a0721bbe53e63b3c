"""What the operator's console knows of a town's grant, so that no town has to be looked into to list it.

It opens nothing: the town's own row decides at each request.
"""

from django.db import models


class SupportPass(models.Model):
    """支援の許可の控え."""

    town = models.ForeignKey("tenants.Municipality", on_delete=models.CASCADE, related_name="support_passes")
    grant_id = models.BigIntegerField(help_text="of the town's SupportGrant")
    operator_id = models.BigIntegerField()
    scopes = models.JSONField(default=list)
    reason = models.CharField(max_length=300)
    granted_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "支援の許可の控え"
        ordering = ["-granted_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["town", "grant_id"], name="support_pass_once")]
        indexes = [models.Index(fields=["operator_id", "until"], name="support_pass_operator")]

    def __str__(self) -> str:
        return f"{self.town_id} {self.operator_id}"
