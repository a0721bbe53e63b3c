"""Something of the town that is being prepared for the shared library; never leaves the town by itself."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from templates.models.shared_item import Kind


class Offering(models.Model):
    """共有の準備. `content`: as in a submission, but with the local facts still in it.

    `decisions` by `LocalFact.key`: {"blank": name, "type": type} or {"reason": words}. `marks`: found by a person,
    [{"text", "kind"}]. `item_id`, `submission_id`, `wish_id`: plain ids into the public schema.
    """

    class State(models.TextChoices):
        """How far it is."""

        PREPARING = "preparing", _("準備中")
        SUBMITTED = "submitted", _("確認待ち")
        RETURNED = "returned", _("差し戻し")
        RELEASED = "released", _("公開済み")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    local_ids = models.JSONField(default=list, help_text="of what it was made from")
    title = models.CharField(max_length=80)
    content = models.JSONField()
    decisions = models.JSONField(default=dict)
    marks = models.JSONField(default=list)
    section = models.CharField(max_length=40, blank=True)
    change_note = models.CharField(max_length=400, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARING)
    comment = models.CharField(max_length=1000, blank=True, help_text="the moderator's, when it was returned")
    item_id = models.UUIDField(null=True)
    derived_from_id = models.UUIDField(null=True, help_text="edition that the local thing was adopted from")
    submission_id = models.UUIDField(null=True)
    wish_id = models.UUIDField(null=True, help_text="on the board, which it is written for")
    handed_in_by = models.BigIntegerField(null=True, help_text="person who is told what was decided; empty: a program")
    made_by = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-changed_at", "-id"]
        indexes = [models.Index(fields=["-changed_at"], name="offering_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="preparing") | Q(submission_id__isnull=False), name="offering_state_has_submission"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def thing(self) -> str:
        """Key of the choice it was made from (`local_things.Choice`); empty: a text."""
        return f"{self.kind}:{self.local_ids[0]}" if self.local_ids else ""
