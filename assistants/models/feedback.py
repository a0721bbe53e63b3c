"""What readers said of an answer."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Feedback(models.Model):
    """👍 / 👎 with a reason, or a reported error. One of each kind a turn."""

    class Kind(models.TextChoices):
        """What is said."""

        HELPFUL = "helpful", _("役に立った")
        NOT_HELPFUL = "not_helpful", _("役に立たなかった")
        ERROR = "error", _("誤りの報告")

    class State(models.TextChoices):
        """What became of a reported error."""

        OPEN = "open", _("未対応")
        MENDED = "mended", _("直しました")
        RIGHT = "right", _("間違いはありませんでした")

    turn = models.ForeignKey("assistants.RecordedTurn", on_delete=models.CASCADE, related_name="feedback")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    reason = models.CharField(max_length=20, blank=True)
    comment = models.TextField(blank=True, help_text="masked")
    at = models.DateTimeField()
    section = models.ForeignKey("tenants.Section", null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, blank=True, help_text="of reported errors only")
    settled_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    settled_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["turn", "kind"], name="feedback_once_a_kind")]
        indexes = [
            models.Index(fields=["kind", "-at"], name="feedback_recent"),
            models.Index(fields=["state", "section", "-at"], name="feedback_to_settle"),
        ]

    def __str__(self) -> str:
        return self.kind
