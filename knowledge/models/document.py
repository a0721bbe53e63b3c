"""One file, page or sheet of FAQ as the town keeps it, across its versions."""

from datetime import date, datetime
from enum import StrEnum

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from knowledge.models.fiscal_year import fiscal_year_field


class Audience(models.TextChoices):
    """Who may be answered from a text."""

    RESIDENTS = "residents", _("住民")
    STAFF = "staff", _("職員")
    SECTION = "section", _("担当課のみ")


class Findable(StrEnum):
    """Why a document can or cannot be found right now; shown beside it in the list."""

    YES = "yes"
    NOT_READY = "not_ready"
    NOT_APPROVED = "not_approved"
    NOT_YET_VALID = "not_yet_valid"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


def findable_on(*, today: date, prefix: str = "") -> Q:
    """The condition under which a document's text may be retrieved at all; `prefix` leads to the document."""
    key = f"{prefix}__" if prefix else ""
    return (
        Q(**{f"{key}withdrawn_at": None, f"{key}approved_at__isnull": False, f"{key}current_version__isnull": False})
        & (Q(**{f"{key}valid_from": None}) | Q(**{f"{key}valid_from__lte": today}))
        & (Q(**{f"{key}valid_until": None}) | Q(**{f"{key}valid_until__gte": today}))
    )


class DocumentQuerySet(models.QuerySet["Document"]):
    """Filters of documents."""

    def findable(self, *, today: date) -> "DocumentQuerySet":
        """Approved, valid today, not withdrawn, with a version."""
        return self.filter(findable_on(today=today))


class Document(models.Model):
    """文書. Unapproved, expired, withdrawn or wrong-grade text is never found (product B2)."""

    class Kind(models.TextChoices):
        """What it is for a reader; decides how it is split and shown."""

        PROSE = "prose", _("文書")
        ORDINANCE = "ordinance", _("例規")
        FAQ = "faq", "FAQ"
        TABLE = "table", _("表")
        SLIDES = "slides", _("スライド")

    source = models.ForeignKey("knowledge.Source", on_delete=models.PROTECT, related_name="documents")
    title = models.CharField(max_length=300)
    fiscal_year = fiscal_year_field()
    titled_by_hand = models.BooleanField(default=False, help_text="a new version keeps the title that a person gave")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.PROSE)
    section = models.ForeignKey("tenants.Section", null=True, on_delete=models.SET_NULL, related_name="+")
    responsible = models.ForeignKey(
        "tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+", help_text="who keeps it true"
    )
    audience = models.CharField(max_length=12, choices=Audience.choices)
    grade = models.PositiveSmallIntegerField(default=1, help_text="機密性; only grade 1 reaches residents")
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    file_name = models.CharField(max_length=255, help_text="as uploaded; a second upload of it is a new version")
    current_version = models.ForeignKey("knowledge.Version", null=True, on_delete=models.SET_NULL, related_name="+")
    approved_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    approved_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(grade__gte=1, grade__lte=5), name="document_grade_in_scale"),
            # Grade 1 alone reaches residents (product, the words): the database says so too.
            models.CheckConstraint(
                condition=~Q(audience="residents") | Q(grade=1), name="document_residents_only_grade_1"
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_from__lte=models.F("valid_until")),
                name="document_valid_from_before_until",
            ),
            models.UniqueConstraint(
                fields=["source", "file_name"], condition=Q(withdrawn_at=None), name="document_one_a_file"
            ),
        ]
        indexes = [
            models.Index(fields=["audience", "grade", "valid_from", "valid_until"], name="document_findable"),
            models.Index(fields=["section", "-updated_at"], name="document_by_section"),
            models.Index(fields=["valid_until"], name="document_by_expiry"),
            models.Index(fields=["-updated_at", "-id"], name="document_recent"),
            models.Index(fields=["responsible", "-updated_at"], name="document_by_responsible"),
            models.Index(fields=["kind", "-updated_at"], name="document_by_kind"),
            models.Index(fields=["fiscal_year"], name="document_by_fiscal_year"),
            models.Index(fields=["grade", "-updated_at"], name="document_by_grade"),
        ]

    def __str__(self) -> str:
        return self.title

    def findable(self, *, today: date) -> Findable:
        """The first reason that keeps the document from being found, or YES."""
        if self.withdrawn_at:
            return Findable.WITHDRAWN
        if self.current_version_id is None:
            return Findable.NOT_READY
        if self.approved_at is None:
            return Findable.NOT_APPROVED
        if self.valid_from and self.valid_from > today:
            return Findable.NOT_YET_VALID
        if self.valid_until and self.valid_until < today:
            return Findable.EXPIRED
        return Findable.YES

    def approve(self, *, person_id: int | None, now: datetime) -> None:
        """Let the current version be found."""
        self.approved_by_id, self.approved_at = person_id, now
        self.save(update_fields=["approved_by", "approved_at", "updated_at"])

    def withdraw(self, *, now: datetime) -> None:
        """Never found again; citations already given keep their text."""
        self.withdrawn_at = now
        self.save(update_fields=["withdrawn_at", "updated_at"])
