"""The state of taking a file in: a row a file, claimed by conditional update, so that no work is lost or done twice."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jobs.public import Job

KEEP, DROP = "keep", "drop"  # what a reviewer decides about a finding


class IngestionBatch(models.Model):
    """What one person (or command) handed in at once."""

    label = models.CharField(max_length=120)
    by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    cancelled_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.label


class IngestionQuerySet(models.QuerySet["Ingestion"]):
    """Filters and the claim."""

    def unfinished(self) -> "IngestionQuerySet":
        """Rows that still need a worker."""
        return self.filter(state__in=[Ingestion.State.QUEUED, Ingestion.State.WORKING])


class Ingestion(Job):
    """取込み. A job: its truth is this row, the message only rings the bell."""

    class State(models.TextChoices):
        """Where the file stands; each with its sentence on the page."""

        QUEUED = "queued", _("待機中")
        WORKING = "working", _("処理中")
        HELD = "held", _("確認待ち")
        DONE = "done", _("完了")
        REFUSED = "refused", _("取込み不可")
        FAILED = "failed", _("失敗")
        CANCELLED = "cancelled", _("中止")

    class Step(models.TextChoices):
        """What a worker is doing; also the progress that the page shows."""

        RECEIVED = "received", _("受付")
        GUARDING = "guarding", _("安全確認")
        PARSING = "parsing", _("読取り")
        CHECKING = "checking", _("個人情報の確認")
        SPLITTING = "splitting", _("分割")
        INDEXING = "indexing", _("索引作成")

    batch = models.ForeignKey("knowledge.IngestionBatch", on_delete=models.CASCADE, related_name="ingestions")
    version = models.ForeignKey("knowledge.Version", null=True, on_delete=models.CASCADE, related_name="ingestions")
    file_name = models.CharField(max_length=255)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    step = models.CharField(max_length=12, choices=Step.choices, default=Step.RECEIVED)
    reason = models.CharField(max_length=40, blank=True, help_text="FailureCode of knowledge.ingesting.failures")
    detail = models.CharField(max_length=300, blank=True)
    findings = models.JSONField(default=list, help_text="what the guard found: kind, place, excerpt, severity")
    decisions = models.JSONField(default=dict, help_text="mark of a finding → keep or drop, as the reviewer decided")
    decided_because = models.CharField(max_length=300, blank=True)
    reference = models.CharField(max_length=12, blank=True, help_text="of an unexpected error, as in the log")
    columns = models.JSONField(null=True, help_text="FaqColumns that a person chose for a sheet")
    release = models.BooleanField(default=False, help_text="approved at once: who handed it in may approve")
    accepted_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    accepted_at = models.DateTimeField(null=True, help_text="a person has read the findings and let it in")
    pages = models.PositiveIntegerField(default=0)
    passages = models.PositiveIntegerField(default=0)
    queued_at = models.DateTimeField()
    rung_at = models.DateTimeField(null=True, help_text="a message for it was sent; see knowledge.ingesting.ring")

    objects = IngestionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["state", "lease_until"], name="ingestion_to_sweep"),
            models.Index(fields=["batch", "state"], name="ingestion_of_batch"),
        ]

    def __str__(self) -> str:
        return f"{self.file_name}: {self.state}"
