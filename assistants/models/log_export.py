"""A file of the conversation log, on its way from a worker to the person who asked for it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobs.public import Job


class LogExport(Job):
    """書き出し. A job: its truth is this row; a killed one is made anew. Row and file go after a day."""

    class State(models.TextChoices):
        """Where it stands."""

        QUEUED = "queued", _("待機中")
        WORKING = "working", _("書き出し中")
        DONE = "done", _("完了")
        CANCELLED = "cancelled", _("中止")
        FAILED = "failed", _("失敗")

    person = models.ForeignKey("tenants.Person", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=4, help_text="csv or xlsx")
    filters = models.JSONField(default=dict, help_text="assistants.reviewing.log.LogFilters as plain values")
    section_ids = models.JSONField(null=True, help_text="whose turns; None: the whole town's")
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    queued_at = models.DateTimeField()
    total = models.PositiveIntegerField(default=0)
    written = models.PositiveIntegerField(default=0)
    file = models.CharField(max_length=60, blank=True, help_text="its name in the town's storage")
    size = models.PositiveBigIntegerField(default=0, help_text="bytes")

    class Meta:
        ordering = ["-queued_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state__in=["queued", "working"]), name="export_one_open_a_person"
            )
        ]
        indexes = [
            models.Index(fields=["person", "-queued_at"], name="exports_of_person"),
            models.Index(fields=["queued_at"], name="exports_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
