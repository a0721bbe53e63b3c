"""What a town handed in for release: a snapshot without local facts, seen by that town and the operator only."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from templates.models.edition import Edition
from templates.models.shared_item import Kind, SharedItem


class Submission(models.Model):
    """申請. `content`: what would be released (docs/library-format.md, without what the release adds).

    `kept`: findings that the town left in the text, each with its reason. `item`: empty for something new.
    """

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", _("確認待ち")
        RETURNED = "returned", _("差し戻し")
        APPROVED = "approved", _("公開済み")
        TAKEN_BACK = "taken_back", _("取り下げ")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(SharedItem, null=True, on_delete=models.PROTECT, related_name="submissions")
    derived_from = models.ForeignKey(Edition, null=True, on_delete=models.PROTECT, related_name="+")
    consortium_id = models.BigIntegerField()
    wish_id = models.UUIDField(null=True, help_text="which its release answers")
    town_id = models.BigIntegerField()
    town_code = models.CharField(max_length=6)
    town_name = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=80)
    content = models.JSONField()
    section = models.CharField(max_length=40, blank=True)
    kept = models.JSONField(default=list, help_text="place, text, kind, reason")
    blanked = models.PositiveSmallIntegerField(default=0, help_text="how many findings became blanks")
    version = models.CharField(max_length=20)
    change_note = models.CharField(max_length=400)
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    comment = models.CharField(max_length=1000, blank=True, help_text="the moderator's")
    submitted_at = models.DateTimeField()
    submitted_by = models.CharField(max_length=60)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=60, blank=True)
    edition = models.OneToOneField(Edition, null=True, on_delete=models.PROTECT, related_name="submission")

    class Meta:
        ordering = ["-submitted_at"]
        indexes = [
            models.Index(fields=["state", "submitted_at"], name="submission_queue"),
            models.Index(fields=["town_id", "-submitted_at"], name="submission_town"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="approved") ^ Q(edition__isnull=True), name="submission_approved_is_an_edition"
            ),
            models.UniqueConstraint(fields=["item"], condition=Q(state="waiting"), name="submission_one_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.version}"
