"""Hands a text of the town to the knowledge base, where it waits for approval as every document does."""

from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from audit_log.public import Actor, Subject, record
from knowledge.public import Placement, open_batch, receive_file
from templates.audit_actions import TEXT_HANDED_IN
from templates.keeping.take import as_markdown
from templates.models import TownText
from tenants.public import Access


@dataclass(frozen=True, slots=True)
class HandedIn:
    """`batch_id`: where its way in can be watched; `new`: False when the knowledge base has these words already."""

    batch_id: int
    new: bool


def hand_in(
    *, row: TownText, audience: str, section_id: int | None, access: Access, actor: Actor, now: datetime
) -> HandedIn:
    """The newest version as a document of the knowledge base, or as the next version of that document.

    The caller has checked that the person may file under the section. Nothing is approved by this.
    """
    version = row.versions.get(number=row.number)
    batch_id = open_batch(label=row.title, by_id=access.person_id)
    placement = Placement(audience, section_id, title=row.title, source_key=str(section_id or ""))
    received = receive_file(
        file=ContentFile(as_markdown(one=version).encode()),
        file_name=f"town-text-{row.pk}.md",
        batch_id=batch_id,
        placement=placement,
        by_id=access.person_id,
        release=False,
        now=now,
    )
    with transaction.atomic():
        values = {"handed_number": row.number, "document_id": received.document_id}
        TownText.objects.filter(pk=row.pk).update(**values)
        subject = Subject("template_library.towntext", str(row.pk), row.title)
        record(action=TEXT_HANDED_IN, actor=actor, subject=subject, detail={"number": row.number}, at=now)
    return HandedIn(batch_id, received.ingestion_id is not None)
