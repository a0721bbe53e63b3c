"""A person's application to use AI and the section head's answer."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UseApproval(models.Model):
    """利用申請. AI is off for a person until one row of theirs is approved and not withdrawn."""

    class State(models.TextChoices):
        """Where the application stands."""

        REQUESTED = "requested", _("申請中")
        APPROVED = "approved", _("承認済み")
        DECLINED = "declined", _("差戻し")
        WITHDRAWN = "withdrawn", _("取消し")

    person = models.ForeignKey("tenants.Person", on_delete=models.CASCADE, related_name="use_approvals")
    state = models.CharField(max_length=12, choices=State.choices, default=State.REQUESTED)
    purpose = models.CharField(max_length=300)
    requested_at = models.DateTimeField()
    decided_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(state__in=["requested", "approved"]),
                name="use_approval_one_open",
            )
        ]
        indexes = [models.Index(fields=["state", "requested_at"])]

    def __str__(self) -> str:
        return f"{self.person_id}:{self.state}"
