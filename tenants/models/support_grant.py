"""A town's leave for one named operator to look in, and what was made of it; all of it stands in the town."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models


class SupportGrantQuerySet(models.QuerySet["SupportGrant"]):
    """Filters of grants."""

    def live(self, *, now: datetime) -> "SupportGrantQuerySet":
        """Neither taken back nor over."""
        return self.filter(ended_at=None, until__gt=now)


class SupportGrant(models.Model):
    """支援の許可. `operator_id` is a plain id of the public schema; names are as they were."""

    operator_id = models.BigIntegerField()
    operator_name = models.CharField(max_length=60)
    scopes = ArrayField(models.CharField(max_length=20), help_text="tenants.supporting.scopes.Scope")
    reason = models.CharField(max_length=300)
    granted_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    granted_by_name = models.CharField(max_length=60)
    granted_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, help_text="taken back by the town before its hour")
    ended_by_name = models.CharField(max_length=60, blank=True)

    objects = SupportGrantQuerySet.as_manager()

    class Meta:
        verbose_name = "支援の許可"
        ordering = ["-granted_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(until__gt=models.F("granted_at")), name="support_grant_ends")
        ]

    def __str__(self) -> str:
        return f"{self.operator_name} {self.until}"


class SupportTicket(models.Model):
    """A hand-over from the operator's host to the town's: good once, for two minutes. Only its digest is kept."""

    grant = models.ForeignKey(SupportGrant, on_delete=models.CASCADE, related_name="tickets")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.grant_id} {self.made_at}"


class SupportVisit(models.Model):
    """One entry of the operator: the session behind the cookie, of which only the digest is kept."""

    grant = models.ForeignKey(SupportGrant, on_delete=models.CASCADE, related_name="visits")
    digest = models.CharField(max_length=64, unique=True)
    began_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-began_at", "-id"]

    def __str__(self) -> str:
        return f"{self.grant_id} {self.began_at}"
