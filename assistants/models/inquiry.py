"""What a member of staff asks of the town's knowledge: a thread with its settings and its own files."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Inquiry(models.Model):
    """調べもの. The turns stand in its conversation; what was said stays with the person, or with one section.

    `grade` is what the person declares of what is typed and attached. `vault_sealed` leads from placeholders back to
    the personal data that was typed, sealed with the town's key; it goes with the inquiry.
    """

    class Length(models.TextChoices):
        """How much is written."""

        SHORT = "short", _("短く（結論だけ）")
        NORMAL = "normal", _("ふつう")
        LONG = "long", _("くわしく（根拠と手順も）")

    class Tone(models.TextChoices):
        """How it is written."""

        PLAIN = "plain", _("です・ます")
        OFFICIAL = "official", _("文書向け（である）")
        EASY = "easy", _("住民への説明向け")

    conversation = models.OneToOneField("assistants.Conversation", on_delete=models.CASCADE, related_name="inquiry")
    person = models.ForeignKey("tenants.Person", on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=80, blank=True, help_text="empty until the first question or a name is given")
    shared_with = models.ForeignKey("tenants.Section", null=True, on_delete=models.SET_NULL, related_name="+")
    grade = models.PositiveSmallIntegerField(default=1)
    length = models.CharField(max_length=8, choices=Length.choices, default=Length.NORMAL)
    tone = models.CharField(max_length=8, choices=Tone.choices, default=Tone.PLAIN)
    section = models.ForeignKey("tenants.Section", null=True, on_delete=models.SET_NULL, related_name="+")
    fiscal_year = models.PositiveSmallIntegerField(null=True)
    document_ids = ArrayField(models.BigIntegerField(), default=list, help_text="only these of the town; empty: all")
    only_files = models.BooleanField(default=False, help_text="only the attached files are searched")
    replaced = models.JSONField(default=list, help_text="ids of turns that an edited question took the place of")
    vault_sealed = models.TextField(blank=True)
    names_open = models.JSONField(default=list, help_text="names that the person chose not to hide from models")
    asked_at = models.DateTimeField(null=True, help_text="of the newest question; None: nothing was asked yet")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-asked_at"]
        indexes = [
            models.Index(fields=["person", "-asked_at"], name="inquiry_of_person"),
            models.Index(
                fields=["shared_with", "-asked_at"],
                name="inquiry_of_section",
                condition=Q(shared_with__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class InquiryFile(models.Model):
    """A file for one inquiry alone: read once, searched with its questions, deleted with it.

    `content` is the file until it is read; then its `InquiryPassage` rows stand for it.
    """

    class State(models.TextChoices):
        """Where it is."""

        WAITING = "waiting", _("読み取り中")
        READY = "ready", _("使えます")
        REFUSED = "refused", _("使えません")

    class Step(models.TextChoices):
        """What is done with it, in this order."""

        READING = "reading", _("文字を読み取っています")
        KEEPING = "keeping", _("個人情報を記号に置き換え、探せるようにしています")

    inquiry = models.ForeignKey("assistants.Inquiry", on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField(help_text="bytes")
    content = models.BinaryField(null=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    reason = models.CharField(max_length=40, blank=True, help_text="failure code of knowledge when refused")
    left_out = models.PositiveSmallIntegerField(default=0, help_text="hidden or instruction-like parts not read")
    step = models.CharField(max_length=8, choices=Step.choices, blank=True, help_text="what a worker is at")
    parts = models.PositiveIntegerField(null=True, help_text="how many parts were found, once it is read")
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    attached_at = models.DateTimeField()

    class Meta:
        ordering = ["attached_at", "pk"]
        indexes = [models.Index(fields=["attached_at"], name="inquiry_file_open", condition=Q(state="waiting"))]

    def __str__(self) -> str:
        return self.name


class InquiryPassage(models.Model):
    """A part of an attached file, personal data already replaced by the inquiry's placeholders."""

    file = models.ForeignKey("assistants.InquiryFile", on_delete=models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    heading = models.CharField(max_length=500, blank=True)
    place = models.CharField(max_length=200, blank=True)
    page = models.PositiveIntegerField(null=True)
    text = models.TextField()

    class Meta:
        ordering = ["file", "position"]
        constraints = [models.UniqueConstraint(fields=["file", "position"], name="inquiry_passage_once")]

    def __str__(self) -> str:
        return f"{self.file_id} {self.position}"
