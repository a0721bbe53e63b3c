"""A resident who wants to talk to a person, on the way through the town hall."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Handover(models.Model):
    """相談. `id` is the number a resident can say on the phone, `key` the address only the resident's browser knows.

    Personal data stands here and nowhere else in the assistants: name and contact are sealed with the town's key, and
    go some days after the end (`contact_until`); what was written is masked then.
    """

    class State(models.TextChoices):
        """Where it is."""

        OPEN = "open", _("未対応")
        TRANSFERRED = "transferred", _("引き継ぎ（未対応）")
        TAKEN = "taken", _("対応中")
        ANSWERED = "answered", _("回答済み")
        CLOSED = "closed", _("終了")

    WAITING = (State.OPEN, State.TRANSFERRED)
    OWED = (State.OPEN, State.TRANSFERRED, State.TAKEN)  # the resident waits for a word

    key = models.UUIDField(unique=True, default=uuid.uuid4)
    conversation = models.ForeignKey("assistants.Conversation", on_delete=models.CASCADE, related_name="handovers")
    turn = models.ForeignKey("assistants.RecordedTurn", null=True, on_delete=models.SET_NULL, related_name="+")
    channel = models.CharField(max_length=10)
    section = models.ForeignKey("tenants.Section", null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    name_sealed = models.TextField(blank=True)
    contact_sealed = models.TextField(blank=True)
    consented_to = models.TextField(help_text="purpose and retention as they were shown")
    passed_on = models.JSONField(default=list, help_text="what of the conversation the desk sees: question, answer")
    urgent = models.BooleanField(default=False, help_text="rules saw danger or distress in it")

    opened_at = models.DateTimeField()
    promised_at = models.DateTimeField(null=True, help_text="a word is owed by then; None: nothing could be promised")
    taken_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    taken_at = models.DateTimeField(null=True)
    first_answered_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    contact_until = models.DateField(null=True, help_text="last day of contact data; set when it is closed")
    contact_deleted_at = models.DateTimeField(null=True)

    # Mails: due since, begun (a lease), done. Each is claimed by a conditional update.
    notice_due_at = models.DateTimeField(null=True)
    notice_begun_at = models.DateTimeField(null=True)
    alarmed_at = models.DateTimeField(null=True)
    alarm_begun_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-opened_at"]
        indexes = [
            models.Index(fields=["state", "promised_at"], name="handover_by_promise"),
            models.Index(fields=["section", "state", "-opened_at"], name="handover_of_section"),
            models.Index(fields=["-opened_at"], name="handover_recent"),
            models.Index(fields=["notice_due_at"], name="handover_notice", condition=Q(notice_due_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"


class HandoverMessage(models.Model):
    """A word within a hand-over: of the resident, of the desk, a note among colleagues, or what happened."""

    class Kind(models.TextChoices):
        """Whose word it is; notes are never shown to residents."""

        RESIDENT = "resident", _("住民")
        DESK = "desk", _("窓口")
        NOTE = "note", _("庁内メモ")
        EVENT = "event", _("経過")

    handover = models.ForeignKey("assistants.Handover", on_delete=models.CASCADE, related_name="messages")
    key = models.UUIDField(unique=True, default=uuid.uuid4, help_text="of the form: sent twice, it is written once")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    event = models.CharField(max_length=20, blank=True)
    text = models.TextField(blank=True)
    section_name = models.CharField(max_length=60, blank=True, help_text="as residents see who speaks")
    person = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    person_name = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    push_due_at = models.DateTimeField(null=True, help_text="for channels that do not come and ask")
    push_begun_at = models.DateTimeField(null=True)
    push_failed = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["handover", "at"], name="handover_thread"),
            models.Index(fields=["push_due_at"], name="handover_push", condition=Q(push_due_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.handover_id} {self.kind}"
