"""A text that a clerk signs: its versions, who confirmed it, who approved it."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Draft(models.Model):
    """下書き. `number` is its newest version; `basis` is what its facts are compared with.

    Only what a named person confirmed leaves the page: `confirmed_number` is the version they answered for.
    """

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "draft", _("作成中")
        CHECKED = "checked", _("確認済み")
        ASKED = "asked", _("承認依頼中")
        APPROVED = "approved", _("承認済み")

    class Profile(models.TextChoices):
        """For whom it is written; the rules of official writing follow it."""

        NOTICE = "notice", _("通知・内部文書")
        PRESS = "press", _("広報・住民向け")
        EASY = "easy", _("やさしい日本語")

    title = models.CharField(max_length=120)
    person = models.ForeignKey("tenants.Person", on_delete=models.CASCADE, related_name="+")
    section = models.ForeignKey(
        "tenants.Section",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="colleagues who write along",
    )
    profile = models.CharField(max_length=8, choices=Profile.choices, default=Profile.NOTICE)
    grade = models.PositiveSmallIntegerField(default=1)
    template_id = models.BigIntegerField(null=True, help_text="plain id: the template whose result it began with")
    number = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(
        default=0, help_text="counts each change of the text: what a page writes on must be the newest"
    )
    basis = models.TextField(blank=True)
    document_number = models.CharField(max_length=60, blank=True, help_text="文書番号, e.g. 雲井総第123号")
    dated_on = models.DateField(null=True)
    addressee = models.CharField(max_length=120, blank=True)
    sender = models.CharField(max_length=120, blank=True)
    word_form = models.ForeignKey("assistants.WordForm", null=True, on_delete=models.SET_NULL, related_name="+")
    names = models.JSONField(default=dict, help_text="names of people: whether they are hidden from models")
    ignored = models.JSONField(default=list, help_text="findings of the check that are left: rule and words")
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    confirmed_number = models.PositiveIntegerField(null=True)
    confirmed_by = models.CharField(max_length=60, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    minutes_saved = models.PositiveSmallIntegerField(null=True)
    approver = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    approver_comment = models.CharField(max_length=500, blank=True)
    approved_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-changed_at"]
        indexes = [
            models.Index(fields=["person", "-changed_at"], name="draft_of_person"),
            models.Index(fields=["section", "-changed_at"], name="draft_of_section"),
            models.Index(
                fields=["template_id", "made_at"], condition=Q(template_id__isnull=False), name="draft_of_template"
            ),
            models.Index(fields=["approver", "-changed_at"], name="draft_to_approve", condition=Q(state="asked")),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def may_leave(self) -> bool:
        """Whether the newest version was confirmed: only then it is copied, printed or written to a file."""
        return self.confirmed_number == self.number


class DraftVersion(models.Model):
    """版 of a draft. `automatic`: kept while somebody wrote; the next one of the same person takes its place."""

    draft = models.ForeignKey("assistants.Draft", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField(help_text="Markdown: headings, lists, tables")
    message = models.CharField(max_length=120, blank=True)
    written_by = models.CharField(max_length=60)
    person_id = models.BigIntegerField()
    automatic = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["draft", "number"], name="draft_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} v{self.number}"
