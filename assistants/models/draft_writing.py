"""A whole draft written by a model: what was asked, masked, and how far it is. The words stand in a version."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DraftWriting(models.Model):
    """AIの執筆 of a draft, one at a time. `sent` carries placeholders, `sealed` the way back, encrypted with the town's
    key. Claimed by a conditional update → WRITING; `began_at` names the claim, `kept_at` is its last sign of life."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("これから")
        WRITING = "writing", _("作成中")
        DONE = "done", _("できました")
        STOPPED = "stopped", _("途中で止まりました")
        FAILED = "failed", _("作れませんでした")

    draft = models.OneToOneField("assistants.Draft", on_delete=models.CASCADE, related_name="writing")
    number = models.PositiveIntegerField(default=1, help_text="the version it writes")
    person_id = models.BigIntegerField(help_text="who asked")
    section_id = models.BigIntegerField(null=True, help_text="whose allowance it uses")
    sent = models.TextField(help_text="what goes to the model, personal data masked")
    sealed = models.TextField(default="")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    failure = models.CharField(max_length=40, blank=True, help_text="a word of llm_gateway.FailureKind")
    model = models.CharField(max_length=120, blank=True)
    asked_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    kept_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.draft_id} {self.state}"
