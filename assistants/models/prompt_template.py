"""A prompt template: who may use it, its versions, and which of them is in use."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.public import Access


class Scope(models.TextChoices):
    """Who uses a template."""

    PERSON = "person", _("自分だけ")
    SECTION = "section", _("課")
    TOWN = "town", _("全庁")


class PromptTemplates(models.QuerySet["PromptTemplate"]):
    """Filters."""

    def readable(self, *, access: Access, retired: bool = False) -> "PromptTemplates":
        """What a person may use: their own, their sections', the town's. `retired`: also what was taken away."""
        own = models.Q(scope=Scope.PERSON, owner_id=access.person_id)
        sections = models.Q(scope=Scope.SECTION, section_id__in=access.section_ids)
        allowed = self.filter(own | sections | models.Q(scope=Scope.TOWN))
        return allowed if retired else allowed.filter(retired_at=None)

    def editable(self, *, access: Access, retired: bool = False) -> "PromptTemplates":
        """What a person may change: their own, their sections' where they head or edit, the town's as its admin. A
        program (nobody) has the town's alone. `retired`: what was taken out of use, instead of what is in use."""
        allowed = models.Q(scope=Scope.PERSON, owner_id=access.person_id)
        allowed |= models.Q(scope=Scope.SECTION, section_id__in=access.headed_section_ids | access.edited_section_ids)
        if access.may("templates.manage"):
            scopes = [Scope.SECTION, Scope.TOWN] if access.person_id or access.operator else [Scope.TOWN]
            allowed |= models.Q(scope__in=scopes)
        return self.filter(allowed, retired_at__isnull=not retired)


class PromptTemplate(models.Model):
    """ひな形. `title`, `purpose` and `task` are those of the version in use, copied so that lists need no JSON."""

    key = models.SlugField(max_length=60, unique=True, null=True, help_text="of the starter library, else empty")  # noqa: DJ001  unique, so empty must be NULL
    scope = models.CharField(max_length=8, choices=Scope.choices)
    owner = models.ForeignKey("tenants.Person", null=True, on_delete=models.CASCADE, related_name="+")
    section = models.ForeignKey("tenants.Section", null=True, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=80)
    purpose = models.CharField(max_length=400)
    task = models.CharField(max_length=20)
    search = models.TextField(default="", help_text="title, purpose, task and names of fields in the search spelling")
    pinned = models.ForeignKey("assistants.PromptVersion", null=True, on_delete=models.SET_NULL, related_name="+")
    use_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    objects = PromptTemplates.as_manager()

    class Meta:
        ordering = ["task", "title", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(scope=Scope.TOWN)
                | models.Q(scope=Scope.PERSON, owner__isnull=False)
                | models.Q(scope=Scope.SECTION, section__isnull=False),
                name="prompt_scope_has_its_holder",
            ),
        ]
        indexes = [
            models.Index(fields=["scope", "section"], name="prompt_by_scope", condition=models.Q(retired_at=None)),
            models.Index(fields=["task", "title"], name="prompt_by_task", condition=models.Q(retired_at=None)),
        ]

    def __str__(self) -> str:
        return self.title


class VersionIsFinal(TypeError):
    """A version never changes once written."""


class PromptVersion(models.Model):
    """版: the whole content in the format of docs/template-format.md, with why it was written."""

    template = models.ForeignKey(PromptTemplate, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    message = models.CharField(max_length=200)
    written_by = models.CharField(max_length=60)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["template", "number"], name="prompt_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.template_id} v{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert only. Raises VersionIsFinal."""
        if not self._state.adding:
            raise VersionIsFinal(str(self))
        super().save(*args, **kwargs)


class PromptFavourite(models.Model):
    """お気に入り of one person."""

    person = models.ForeignKey("tenants.Person", on_delete=models.CASCADE, related_name="+")
    template = models.ForeignKey(PromptTemplate, on_delete=models.CASCADE, related_name="favourites")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "template"], name="prompt_favourite_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}:{self.template_id}"
