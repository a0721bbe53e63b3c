"""Begins, names, narrows, shares and deletes inquiries."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from assistants.audit_actions import INQUIRY_DELETED, INQUIRY_SHARED
from assistants.models import Conversation, Inquiry
from assistants.refusals import Refused, check_grade
from assistants.turn import Channel
from audit_log.public import Actor, Subject, record
from tenants.public import Access

TITLE_CHARACTERS: Final = 80
MOST_DOCUMENTS: Final = 20


@dataclass(frozen=True, slots=True)
class Settings:
    """How an inquiry is asked; None and "" do not narrow."""

    grade: int
    length: str
    tone: str
    section_id: int | None = None
    fiscal_year: int | None = None
    only_files: bool = False


def begin(*, access: Access, now: datetime) -> Inquiry:
    """An empty inquiry; one that the person began and never used is taken again. Its grade is the last one's."""
    own = Inquiry.objects.filter(person_id=access.person_id)
    unused = own.filter(asked_at=None, files=None).order_by("-pk").first()
    if unused is not None:
        Inquiry.objects.filter(pk=unused.pk).exclude(document_ids=[]).update(document_ids=[])
        return unused
    last = own.order_by("-pk").values("grade", "length", "tone").first()
    settings: dict[str, Any] = dict(last) if last else {}
    with transaction.atomic():
        conversation = Conversation.objects.create(
            channel=Channel.STAFF.value, person_id=access.person_id, started_at=now, last_turn_at=now
        )
        return Inquiry.objects.create(conversation=conversation, person_id=access.person_id, made_at=now, **settings)


def settle(*, row: Inquiry, settings: Settings) -> None:
    """Store the settings for the next questions. Raises Refused for a grade above the town's limit."""
    check_grade(grade=settings.grade)
    for name in ("grade", "length", "tone", "section_id", "fiscal_year", "only_files"):
        setattr(row, name, getattr(settings, name))
    row.save(update_fields=["grade", "length", "tone", "section", "fiscal_year", "only_files"])


def choose_documents(*, row: Inquiry, document_ids: Collection[int]) -> None:
    """Answer the next questions from these documents only (empty: from all). Raises Refused for too many."""
    chosen = sorted(set(document_ids))
    if len(chosen) > MOST_DOCUMENTS:
        told = _("選べる文書は%(most)d件までです。いくつか外してから、もう一度選んでください。")
        raise Refused(told % {"most": MOST_DOCUMENTS})
    row.document_ids = chosen
    row.save(update_fields=["document_ids"])


def rename(*, row: Inquiry, title: str) -> None:
    """Give it a name. Raises Refused for an empty one."""
    plain = " ".join(title.split())[:TITLE_CHARACTERS]
    if not plain:
        raise Refused(_("名前が空です。あとで探せるように、短い名前を付けてください。"))
    Inquiry.objects.filter(pk=row.pk).update(title=plain)


def share(*, row: Inquiry, access: Access, section_id: int | None, actor: Actor, now: datetime) -> None:
    """Let the colleagues of one of the person's own sections read it; None ends that. Raises Refused."""
    if section_id is not None and section_id not in access.section_ids:
        raise Refused(_("共有できるのは、自分の課だけです。"))
    with transaction.atomic():
        Inquiry.objects.filter(pk=row.pk).update(shared_with_id=section_id)
        detail = {"shared": section_id is not None}
        record(action=INQUIRY_SHARED, actor=actor, subject=_subject(row), detail=detail, at=now)


def delete(*, row: Inquiry, actor: Actor, now: datetime) -> None:
    """It goes with everything that was said in it, its files and the way back from its placeholders."""
    with transaction.atomic():
        Conversation.objects.filter(pk=row.conversation_id).delete()
        record(action=INQUIRY_DELETED, actor=actor, subject=_subject(row), at=now)


def _subject(row: Inquiry) -> Subject:
    return Subject("assistants.inquiry", str(row.pk), row.title)
