"""One use of a template: what was filled in, what was asked, what came out. Only the person sees it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class PromptRun(models.Model):
    """結果. No personal data in the clear: `sent` and `output` carry placeholders, `sealed` what was typed and the way
    back, encrypted with the town's key."""

    class State(models.TextChoices):
        """How far it is. Claimed by a conditional update WAITING → WRITING."""

        WAITING = "waiting", _("これから")
        WRITING = "writing", _("作成中")
        DONE = "done", _("できました")
        STOPPED = "stopped", _("途中で止まりました")
        FAILED = "failed", _("作れませんでした")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("tenants.Person", on_delete=models.CASCADE, related_name="+")
    template = models.ForeignKey("assistants.PromptTemplate", null=True, on_delete=models.SET_NULL, related_name="+")
    version = models.ForeignKey("assistants.PromptVersion", null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(max_length=80)
    grade = models.PositiveSmallIntegerField(help_text="declared by the person")
    sent = models.TextField(blank=True, help_text="the assembled prompt, personal data masked: this goes to the model")
    sealed = models.TextField(default="", help_text="JSON of inputs and vault, encrypted")
    output = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    failure = models.CharField(max_length=40, blank=True, help_text="a word of llm_gateway.FailureKind")
    model = models.CharField(max_length=120, blank=True)
    section_id = models.BigIntegerField(null=True, help_text="whose allowance it used")
    created_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["person", "-created_at"], name="prompt_run_of_person"),
            models.Index(fields=["created_at"], name="prompt_run_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.created_at:%Y-%m-%d}"
