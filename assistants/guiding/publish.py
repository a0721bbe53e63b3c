"""Write, publish, take back, copy and delete guides; each change by a person stands in the audit log."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from assistants.audit_actions import GUIDE_CHANGED
from assistants.guiding.check import faults_of
from assistants.guiding.content import Content, content_of, plain_of
from assistants.models import Guide, GuideVersion
from audit_log.public import Actor, Subject, record
from tenants.public import town_sections


class GuideNotPublished(Exception):
    """The guide has faults; `faults` are sentences."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def make_guide(*, content: Content, section_id: int | None, actor: Actor, now: datetime) -> Guide:
    """A new guide with this draft; a title that is taken gets a number behind it."""
    title, number = content.title, 2
    taken = set(Guide.objects.values_list("title", flat=True))
    while title in taken:
        title, number = f"{content.title[:70]} ({number})", number + 1
    plain = {**plain_of(content=content), "title": title}
    with transaction.atomic():
        row = Guide.objects.create(title=title, section_id=section_id, draft=plain, updated_at=now)
        _note(row, _("作成"), actor, now)
    return row


def save_draft(*, guide: Guide, content: Content, actor: Actor, now: datetime) -> None:
    """Keep what was written; residents go on walking the published version."""
    guide.draft, guide.title, guide.updated_at = plain_of(content=content), content.title, now
    with transaction.atomic():
        guide.save(update_fields=["draft", "title", "section_id", "updated_at"])
        _note(guide, _("編集"), actor, now)


def put_back(*, guide: Guide, version: GuideVersion, actor: Actor, now: datetime) -> None:
    """Go on writing from an older version; residents see it once it is published."""
    save_draft(guide=guide, content=content_of(plain={**version.content, "title": guide.title}), actor=actor, now=now)


def publish_guide(*, guide: Guide, actor: Actor, now: datetime) -> int:
    """Put the draft into service as the next version; its number. Raises GuideNotPublished."""
    faults = faults_of(content=content_of(plain=guide.draft), desks={section.key for section in town_sections()})
    if faults:
        raise GuideNotPublished(faults)
    with transaction.atomic():
        row = Guide.objects.select_for_update().get(pk=guide.pk)
        last = row.versions.values_list("number", flat=True).first() or 0
        made = GuideVersion.objects.create(
            guide=row, number=last + 1, content=row.draft, published_by=actor.label, published_at=now
        )
        Guide.objects.filter(pk=row.pk).update(published=made)
        _note(row, _("第%(number)s版の公開") % {"number": made.number}, actor, now)
    return made.number


def unpublish_guide(*, guide: Guide, actor: Actor, now: datetime) -> None:
    """Residents no longer see it; versions stay."""
    with transaction.atomic():
        Guide.objects.filter(pk=guide.pk).update(published=None)
        _note(guide, _("公開の取りやめ"), actor, now)


def delete_guide(*, guide: Guide, actor: Actor, now: datetime) -> None:
    """The guide with its versions and counts."""
    with transaction.atomic():
        _note(guide, _("削除"), actor, now)
        guide.delete()


def import_guide(*, plain: Any, actor: Actor, now: datetime) -> Guide:
    """A new draft from plain values of the exchange format. Raises NotAGuide."""
    return make_guide(content=content_of(plain=plain), section_id=None, actor=actor, now=now)


def _note(guide: Guide, what: str, actor: Actor, now: datetime) -> None:
    subject = Subject("assistants.guide", str(guide.pk), guide.title)
    record(action=GUIDE_CHANGED, actor=actor, subject=subject, detail={"what": what}, at=now)


def put_up_guide(*, plain: Any, actor: Actor, now: datetime) -> None:
    """Take a guide in and publish it, unless the town has one of that title.

    Raises NotAGuide, GuideNotPublished.
    """
    if not Guide.objects.filter(title=content_of(plain=plain).title).exists():
        publish_guide(guide=import_guide(plain=plain, actor=actor, now=now), actor=actor, now=now)
