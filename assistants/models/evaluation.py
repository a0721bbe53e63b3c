"""What a topic is measured with and what came of it: questions, runs, and one result a question and run."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobs.public import Job


class EvaluationQuestion(models.Model):
    """評価用の質問. What must and must not stand in the answer; what is empty is not looked at."""

    class Expects(models.TextChoices):
        """How the turn has to end."""

        ANSWER = "answer", _("答える")
        NO_ANSWER = "no_answer", _("分からないと伝える")
        REFUSAL = "refusal", _("断る")
        CRISIS = "crisis", _("緊急の窓口を案内する")

    class Origin(models.TextChoices):
        """Where it comes from."""

        TYPED = "typed", _("入力")
        FILE = "file", _("ファイル")
        LOG = "log", _("会話の記録")
        FAQ = "faq", _("FAQ")
        SHARE = "share", _("共有のひな形")

    topic = models.ForeignKey("assistants.Topic", on_delete=models.CASCADE, related_name="questions")
    question = models.CharField(max_length=400, unique=True)
    expects = models.CharField(max_length=10, choices=Expects.choices, default=Expects.ANSWER)
    facts = models.JSONField(default=list, help_text="each must stand in the answer")
    forbidden = models.JSONField(default=list, help_text="none may stand in the answer")
    sources = models.JSONField(default=list, help_text="one of them must be named: title, or question of a FAQ")
    origin = models.CharField(max_length=5, choices=Origin.choices, default=Origin.TYPED)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["topic", "id"], name="evaluation_set")]

    def __str__(self) -> str:
        return self.question


class EvaluationRun(Job):
    """評価. A job: its truth is this row and its results; a killed one is taken up at the next question."""

    class State(models.TextChoices):
        """Where it stands."""

        QUEUED = "queued", _("待機中")
        WORKING = "working", _("測定中")
        DONE = "done", _("完了")
        CANCELLED = "cancelled", _("中止")
        FAILED = "failed", _("失敗")

    topic = models.ForeignKey("assistants.Topic", on_delete=models.CASCADE, related_name="runs")
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    model = models.CharField(max_length=120, help_text="as people read it; empty: no model, quoting")
    measured_as = models.CharField(max_length=64)
    started_by = models.CharField(max_length=60)
    queued_at = models.DateTimeField()
    questions = models.PositiveSmallIntegerField(default=0)
    right = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-queued_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["topic"], condition=Q(state__in=["queued", "working"]), name="evaluation_one_open_run"
            )
        ]
        indexes = [
            models.Index(fields=["topic", "-queued_at"], name="evaluation_runs"),
            models.Index(fields=["state", "lease_until"], name="evaluation_to_sweep"),
        ]

    def __str__(self) -> str:
        return f"{self.topic_id} {self.queued_at:%Y-%m-%d} {self.state}"

    @property
    def percent(self) -> float | None:
        """Share of right answers, with one decimal; None before anything was asked."""
        return round(self.right * 100 / self.questions, 1) if self.questions else None


class EvaluationResult(models.Model):
    """One question of a run, copied; `asked_at` empty: still to be asked."""

    run = models.ForeignKey(EvaluationRun, on_delete=models.CASCADE, related_name="results")
    asked = models.ForeignKey(EvaluationQuestion, null=True, on_delete=models.SET_NULL, related_name="results")
    position = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=400)
    expects = models.CharField(max_length=10, choices=EvaluationQuestion.Expects.choices)
    facts = models.JSONField(default=list)
    forbidden = models.JSONField(default=list)
    sources = models.JSONField(default=list)
    asked_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=32, blank=True)
    answer = models.TextField(blank=True)
    named = models.JSONField(default=list, help_text="sources that the answer named")
    right = models.BooleanField(null=True)
    checks = models.JSONField(default=dict, help_text="see assistants.evaluating.judge")
    model = models.CharField(max_length=120, blank=True)
    milliseconds = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["run", "position"], name="evaluation_result_once")]

    def __str__(self) -> str:
        return f"{self.run_id}:{self.position}"
