"""One line of the log: who did what to what, sealed to the line before it."""

from datetime import datetime

from django.db import models


class EntryQuerySet(models.QuerySet["Entry"]):
    """Filters of the log."""

    def between(self, *, since: datetime | None, until: datetime | None) -> "EntryQuerySet":
        """From `since` on and before `until`."""
        rows = self.filter(at__gte=since) if since else self
        return rows.filter(at__lt=until) if until else rows


class Entry(models.Model):
    """監査記録. Numbered without gaps within its schema; refused to change by triggers; see docs/audit-log.md."""

    id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=12)
    actor_id = models.CharField(max_length=40, blank=True)
    actor_label = models.CharField(max_length=120, blank=True)
    action = models.CharField(max_length=100)
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=60, blank=True)
    subject_label = models.CharField(max_length=200, blank=True)
    detail = models.JSONField(default=dict)
    request_id = models.CharField(max_length=64, blank=True)
    ip = models.GenericIPAddressField(null=True)
    previous_hash = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "監査記録"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["at"], name="audit_entry_at"),
            models.Index(fields=["action", "id"], name="audit_entry_action"),
            models.Index(fields=["actor_kind", "actor_id", "id"], name="audit_entry_actor"),
            models.Index(fields=["subject_kind", "subject_id", "id"], name="audit_entry_subject"),
            models.Index(fields=["request_id"], name="audit_entry_request", condition=~models.Q(request_id="")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(actor_kind__in=["person", "operator", "system", "resident", "program"]),
                name="audit_entry_actor_kind",
            ),
            models.CheckConstraint(condition=models.Q(id__gte=1), name="audit_entry_numbered_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.action}"
