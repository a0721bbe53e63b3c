"""How an edition proved itself: the author's public score, and each town's own runs with their results."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jobs.public import Job
from templates.models.edition import Edition


class EditionProof(models.Model):
    """検証の結果 of the town that released an edition: which cases came out right, no answer. The newest counts."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="proofs")
    town_id = models.BigIntegerField()
    town_name = models.CharField(max_length=40)
    model = models.CharField(max_length=120, blank=True, help_text="empty: no model was needed")
    cases = models.PositiveSmallIntegerField()
    right = models.PositiveSmallIntegerField()
    right_at = models.JSONField(default=list, help_text="positions of the cases that came out right, from 1")
    ran_at = models.DateTimeField()

    class Meta:
        ordering = ["-ran_at", "-id"]
        indexes = [models.Index(fields=["edition", "-ran_at"], name="edition_proof_newest")]

    def __str__(self) -> str:
        return f"{self.right}/{self.cases}"

    @property
    def percent(self) -> float:
        """Share of cases that came out right, with one decimal."""
        return round(self.right * 100 / self.cases, 1) if self.cases else 0.0


class ProofRun(Job):
    """検証 in the town. A job: its truth is this row and its results; a killed one goes on at the next case."""

    class State(models.TextChoices):
        """Where it stands."""

        QUEUED = "queued", _("待機中")
        WORKING = "working", _("検証中")
        DONE = "done", _("完了")
        CANCELLED = "cancelled", _("中止")
        FAILED = "failed", _("検証できませんでした")

    item_id = models.UUIDField()
    edition_id = models.UUIDField()
    version = models.CharField(max_length=20)
    kind = models.CharField(max_length=12)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    failure = models.CharField(max_length=40, blank=True)
    model = models.CharField(max_length=120, blank=True)
    started_by = models.CharField(max_length=60)
    queued_at = models.DateTimeField()
    cases = models.PositiveSmallIntegerField(default=0)
    right = models.PositiveSmallIntegerField(default=0)
    left_out = models.PositiveSmallIntegerField(default=0, help_text="cases of what the town has not approved")

    class Meta:
        ordering = ["-queued_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition_id"], condition=Q(state__in=["queued", "working"]), name="proof_one_open_run"
            )
        ]
        indexes = [
            models.Index(fields=["item_id", "-queued_at"], name="proof_of_item"),
            models.Index(fields=["edition_id", "-queued_at"], name="proof_of_edition"),
            models.Index(fields=["state", "lease_until"], name="proof_to_sweep"),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.state}"

    @property
    def percent(self) -> float:
        """Share of cases that came out right, with one decimal."""
        return round(self.right * 100 / self.cases, 1) if self.cases else 0.0


class ProofResult(models.Model):
    """One case of a run, copied; `position`: of the case in its edition, from 1; `asked_at` empty: to be asked."""

    run = models.ForeignKey(ProofRun, on_delete=models.CASCADE, related_name="results")
    position = models.PositiveSmallIntegerField()
    case = models.JSONField(help_text="see templates.proving.cases")
    asked_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    output = models.TextField(blank=True)
    right = models.BooleanField(null=True)
    missing = models.JSONField(default=list)
    forbidden = models.JSONField(default=list)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["run", "position"], name="proof_result_once")]

    def __str__(self) -> str:
        return f"{self.run_id}:{self.position}"

    @classmethod
    def tried(cls, *, pk: int) -> None:
        """Count a try before it is made: it may take the worker down."""
        cls.objects.filter(pk=pk).update(tries=F("tries") + 1)
