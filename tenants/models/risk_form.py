"""The risk form before residents may ask: four viewpoints, versions, the officer's approval."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RiskForm(models.Model):
    """公開前の確認票. A written version never changes; what is written anew is the next version."""

    class State(models.TextChoices):
        """Where a version stands."""

        SUBMITTED = "submitted", _("承認待ち")
        APPROVED = "approved", _("承認済み")
        RETURNED = "returned", _("差戻し")
        REPLACED = "replaced", _("新しい版に置換え")

    number = models.PositiveIntegerField(unique=True, help_text="version, from 1")
    who_uses = models.TextField(max_length=1000, help_text="viewpoint 1: who uses it")
    work = models.TextField(max_length=1000, help_text="viewpoint 2: nature of the work")
    information = models.TextField(max_length=1000, help_text="viewpoint 3: confidential data and training")
    judgement = models.TextField(max_length=1000, help_text="viewpoint 4: does a person judge the output")
    state = models.CharField(max_length=12, choices=State.choices, default=State.SUBMITTED)
    written_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()
    decided_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True, help_text="why it was given back")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"],
                condition=models.Q(state__in=["submitted", "approved"]),
                name="risk_form_one_waits_one_stands",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}:{self.state}"
