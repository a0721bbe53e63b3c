"""Changes a document's settings, approves it, takes it out of service."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from audit_log.public import Actor, Subject, record
from knowledge.audit_actions import APPROVED, EDITED, WITHDRAWN
from knowledge.ingesting.ring import ring
from knowledge.models import Audience, Document, Ingestion, IngestionBatch, Source

_WIDTH = {Audience.SECTION.value: 0, Audience.STAFF.value: 1, Audience.RESIDENTS.value: 2}


def edit_document(*, document_id: int, values: Mapping[str, Any], may_approve: bool, by: Actor, now: datetime) -> bool:
    """Take over `values` (fields of Document). Returns whether approval was lost.

    More readers or a lower grade is a new decision: made by somebody who may not approve, the document waits again.
    A new title stands in every passage, so the version in service is read once more in the background.
    """
    with transaction.atomic():
        document = Document.objects.select_for_update().get(pk=document_id)
        changed = [field for field, value in values.items() if getattr(document, field) != value]
        if not changed:
            return False
        wider = _WIDTH[values.get("audience", document.audience)] > _WIDTH[document.audience]
        lowered = values.get("grade", document.grade) < document.grade
        if "section_id" in changed:
            _leave_shelf(document, values["section_id"])
        for field in changed:
            setattr(document, field, values[field])
        lost = (wider or lowered) and not may_approve and document.approved_at is not None
        if lost:
            document.approved_at = document.approved_by = None
        document.titled_by_hand = document.titled_by_hand or "title" in changed
        document.save()
        if "title" in changed:
            _read_again(document, by, now)
        detail = {"fields": "、".join(sorted(changed)), "approval_lost": lost}
        record(action=EDITED, actor=by, subject=subject_of(document=document), detail=detail, at=now)
    return lost


def _leave_shelf(document: Document, section_id: int | None) -> None:
    """The former section's people, who upload a file of the same name, must not write a version of this document."""
    source = document.source
    if source.kind != Source.Kind.UPLOAD or source.name != str(document.section_id or "-"):
        return
    shelf, _made = Source.objects.get_or_create(kind=source.kind, name=str(section_id or "-"))
    there = Document.objects.filter(source=shelf, file_name=document.file_name, withdrawn_at=None)
    if there.exists():
        shelf, _made = Source.objects.get_or_create(kind=source.kind, name=f"moved-{document.pk}")
    document.source = shelf


def approve_document(*, document_id: int, by: Actor, now: datetime) -> None:
    """Let the version in service be found."""
    with transaction.atomic():
        document = Document.objects.select_for_update().get(pk=document_id)
        document.approve(person_id=int(by.id), now=now)
        record(action=APPROVED, actor=by, subject=subject_of(document=document), at=now)


def withdraw_document(*, document_id: int, by: Actor, now: datetime) -> None:
    """Never found again; what was cited keeps its words. A second time changes nothing."""
    with transaction.atomic():
        document = Document.objects.select_for_update().get(pk=document_id)
        if document.withdrawn_at is None:
            document.withdraw(now=now)
            record(action=WITHDRAWN, actor=by, subject=subject_of(document=document), at=now)


def subject_of(*, document: Document) -> Subject:
    """A document as the log names it."""
    return Subject(kind="knowledge.document", id=str(document.pk), label=document.title)


def _read_again(document: Document, by: Actor, now: datetime) -> None:
    version = document.current_version
    if version is None or not version.file or document.kind == Document.Kind.FAQ:
        return
    batch = IngestionBatch.objects.create(label=f"題名の変更: {document.title}"[:120], by_id=int(by.id))
    # What a reviewer kept out of this file stays out of it.
    decided = Ingestion.objects.filter(version=version).exclude(decisions={}).order_by("-pk")
    Ingestion.objects.create(
        batch=batch,
        version=version,
        file_name=document.file_name,
        accepted_at=now,
        queued_at=now,
        decisions=decided.values_list("decisions", flat=True).first() or {},
    )
    ring(now=now)
