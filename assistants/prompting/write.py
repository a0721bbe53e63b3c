"""Make a template, write its next version, pin another one, hand it to others, take it away; all audited."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from assistants.audit_actions import PROMPT_CHANGED
from assistants.models import PromptTemplate, PromptVersion, Scope
from assistants.prompting.check import faults_of
from assistants.prompting.content import TASKS, Content, plain_of
from audit_log.public import Actor, Subject, record
from knowledge.public import search_spelling


class TemplateNotSound(ValueError):
    """The content cannot be used; `faults` are sentences."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


class TemplateChanged(RuntimeError):
    """Somebody else wrote a version meanwhile: nothing was written, so nothing of theirs is lost."""


def make_template(
    *,
    content: Content,
    scope: str,
    holder_id: int | None,
    actor: Actor,
    now: datetime,
    message: str = "",
    key: str | None = None,
) -> PromptTemplate:
    """A new template with version 1 in use. `holder_id`: the owner's id of a person's, the section's of a section's.

    Raises TemplateNotSound.
    """
    _refuse_unsound(content)
    holder = {Scope.PERSON: "owner_id", Scope.SECTION: "section_id"}.get(Scope(scope))
    with transaction.atomic():
        row = PromptTemplate.objects.create(
            key=key,
            scope=scope,
            created_at=now,
            updated_at=now,
            **({holder: holder_id} if holder else {}),
            **copied(content=content),
        )
        _add_version(row, content, message or _("作成"), actor, now)
        _note(row, _("作成"), actor, now)
    return row


def write_version(
    *, template: PromptTemplate, content: Content, message: str, based_on: int, actor: Actor, now: datetime
) -> int:
    """Write the next version and put it into use; its number. `based_on`: number of the version that was edited.

    Raises TemplateNotSound, TemplateChanged.
    """
    _refuse_unsound(content)
    with transaction.atomic():
        row = PromptTemplate.objects.select_for_update().get(pk=template.pk)
        if row.retired_at or _last(row) != based_on:
            raise TemplateChanged(row.title)
        number = _add_version(row, content, message, actor, now)
        PromptTemplate.objects.filter(pk=row.pk).update(updated_at=now, **copied(content=content))
        _note(row, _("第%(number)s版の作成") % {"number": number}, actor, now)
    return number


def pin_version(
    *, template: PromptTemplate, version: PromptVersion, content: Content, actor: Actor, now: datetime
) -> None:
    """Put an earlier (or later) version into use; no version is lost. `content` is that version's."""
    with transaction.atomic():
        PromptTemplate.objects.filter(pk=template.pk).update(pinned=version, updated_at=now, **copied(content=content))
        _note(template, _("第%(number)s版に切替え") % {"number": version.number}, actor, now)


def hand_to(*, template: PromptTemplate, scope: str, holder_id: int | None, actor: Actor, now: datetime) -> None:
    """Change who may use it."""
    holder: dict[str, int | None] = {"owner_id": None, "section_id": None}
    if scope != Scope.TOWN:
        holder["owner_id" if scope == Scope.PERSON else "section_id"] = holder_id
    with transaction.atomic():
        PromptTemplate.objects.filter(pk=template.pk).update(scope=scope, updated_at=now, **holder)
        _note(template, _("使える人を「%(scope)s」に変更") % {"scope": Scope(scope).label}, actor, now)


def retire(*, template: PromptTemplate, actor: Actor, now: datetime) -> None:
    """Take it out of use; versions and results stay, and the starter library does not bring it back."""
    with transaction.atomic():
        PromptTemplate.objects.filter(pk=template.pk, retired_at=None).update(retired_at=now)
        _note(template, _("取りやめ"), actor, now)


def bring_back(*, template: PromptTemplate, actor: Actor, now: datetime) -> None:
    """Put a template that was taken out of use into the lists again, as it was."""
    with transaction.atomic():
        PromptTemplate.objects.filter(pk=template.pk).exclude(retired_at=None).update(retired_at=None, updated_at=now)
        _note(template, _("使用の再開"), actor, now)


def _refuse_unsound(content: Content) -> None:
    faults = faults_of(content=content)
    if faults:
        raise TemplateNotSound(faults)


def _add_version(row: PromptTemplate, content: Content, message: str, actor: Actor, now: datetime) -> int:
    made = PromptVersion.objects.create(
        template=row,
        number=_last(row) + 1,
        content=plain_of(content=content),
        message=message[:200],
        written_by=actor.label[:60],
        written_at=now,
    )
    PromptTemplate.objects.filter(pk=row.pk).update(pinned=made)
    row.pinned = made
    return made.number


def _last(row: PromptTemplate) -> int:
    return int(row.versions.aggregate(last=Max("number"))["last"] or 0)


def copied(*, content: Content) -> dict[str, Any]:
    """What the template's row keeps of the version in use, for lists and search."""
    words = [content.title, content.purpose, str(TASKS[content.task]), *(field.name for field in content.fields)]
    return {
        "title": content.title,
        "purpose": content.purpose,
        "task": content.task,
        "search": search_spelling(text=" ".join(words)).lower(),
    }


def _note(row: PromptTemplate, what: str, actor: Actor, now: datetime) -> None:
    subject = Subject("assistants.prompt", str(row.pk), row.title)
    record(action=PROMPT_CHANGED, actor=actor, subject=subject, detail={"what": what}, at=now)
