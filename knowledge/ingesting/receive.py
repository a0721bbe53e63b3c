"""Receives one file: document, version and job in one transaction; the same content again is nothing to do."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.db import transaction

from knowledge.ingesting.ring import ring
from knowledge.ingesting.store import Stored, remove_stored, sha256_of, store_file
from knowledge.models import Document, Ingestion, IngestionBatch, Source, Version

_LONGEST_NAME = 255
_LONGEST_TITLE = 300
_S = Ingestion.State
_OVER_WITHOUT_RESULT = (_S.REFUSED, _S.FAILED, _S.CANCELLED)
WAITS_FOR_APPROVAL = "approval"  # reason of a HELD job that only waits for the section head


class Outcome(StrEnum):
    """What became of a handed-in file."""

    NEW = "new"
    NEW_VERSION = "new_version"
    AGAIN = "again"  # the same content, whose last try came to nothing: tried once more
    ALREADY_THERE = "already_there"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a document belongs. `title` "" takes the file's own; `source_key` keeps equal file names of different
    owners apart (the key of a section, of a site; "" for the whole town)."""

    audience: str
    section_id: int | None = None
    grade: int = 1
    valid_from: date | None = None
    valid_until: date | None = None
    title: str = ""
    source_url: str = ""
    source_kind: str = Source.Kind.UPLOAD
    source_key: str = ""


@dataclass(frozen=True, slots=True)
class _HandedIn:
    """What came with the file: its batch, who, whether it is approved with it, the columns a person chose, when."""

    batch_id: int
    by_id: int | None
    release: bool
    columns: dict[str, Any] | None
    now: datetime


@dataclass(frozen=True, slots=True)
class Received:
    """`ingestion_id` None: nothing is left to do. `title` names the document that has the content."""

    outcome: Outcome
    file_name: str
    title: str
    document_id: int
    version_number: int
    ingestion_id: int | None


def open_batch(*, label: str, by_id: int | None) -> int:
    """Id of a new batch: what one person or command hands in at once."""
    return IngestionBatch.objects.create(label=label[:120], by_id=by_id).pk


def knows_file(*, file_name: str, placement: Placement) -> bool:
    """Whether a file of this name was ever handed in for this owner. One query."""
    key = placement.source_key or "-"
    known = Document.objects.filter(source__kind=placement.source_kind, source__name=key, file_name=file_name)
    return known.exists()


def receive_file(
    *,
    file: "File[bytes]",
    file_name: str,
    batch_id: int,
    placement: Placement,
    by_id: int | None,
    release: bool,
    now: datetime,
    columns: dict[str, Any] | None = None,
    enqueue: bool = True,
) -> Received:
    """Take a file in: stored, then written down in one transaction, then rung for.

    `release`: who hands it in may approve and does. `columns`: FaqColumns as a dict that a person chose for a sheet.
    `enqueue` False: the caller runs the job itself.
    """
    name = file_name[-_LONGEST_NAME:]
    sha256 = sha256_of(file=file)
    known = _same_content(sha256=sha256, name=name, placement=placement)
    if known:
        return known
    stored = store_file(file=file, file_name=name, sha256=sha256, now=now)
    try:
        with transaction.atomic():
            handed = _HandedIn(batch_id, by_id, release, columns, now)
            received, used = _write_down(stored, name, placement, handed)
            if enqueue and received.ingestion_id:
                ring(now=now)
    except BaseException:
        remove_stored(name=stored.name)
        raise
    if not used:
        remove_stored(name=stored.name)
    return received


def _same_content(*, sha256: str, name: str, placement: Placement) -> Received | None:
    """The content in service for the same readers under any other name, so that a renamed copy is not found twice."""
    twins = Document.objects.filter(
        withdrawn_at=None, audience=placement.audience, current_version__sha256=sha256
    ).select_related("current_version")
    twin = next((twin for twin in twins if twin.file_name != name and twin.section_id == placement.section_id), None)
    if twin is None or twin.current_version is None:
        return None
    return Received(Outcome.ALREADY_THERE, name, twin.title, twin.pk, twin.current_version.number, None)


def _write_down(stored: Stored, name: str, placement: Placement, handed: _HandedIn) -> tuple[Received, bool]:
    document, outcome = _document(name, placement, handed)
    latest = document.versions.order_by("-number").first() if outcome is Outcome.NEW_VERSION else None
    if latest and latest.sha256 == stored.sha256 and latest.file:
        return _again(document, latest, handed), False
    version = Version.objects.create(
        document=document,
        number=(latest.number if latest else 0) + 1,
        file=stored.name,
        sha256=stored.sha256,
        size=stored.size,
        content_type=stored.content_type,
        created_by_id=handed.by_id,
    )
    return Received(outcome, name, document.title, document.pk, version.number, _job(version, name, handed).pk), True


def _document(name: str, placement: Placement, handed: _HandedIn) -> tuple[Document, Outcome]:
    """The document of this source and name, locked until the transaction ends, so that versions are numbered once."""
    source, _made = Source.objects.get_or_create(kind=placement.source_kind, name=placement.source_key or "-")
    placed = _placed(placement)
    defaults = {"title": PurePath(name).stem[:_LONGEST_TITLE], **placed, "responsible_id": handed.by_id}
    document, made = Document.objects.get_or_create(source=source, file_name=name, withdrawn_at=None, defaults=defaults)
    if made:
        return document, Outcome.NEW
    locked = Document.objects.select_for_update().get(pk=document.pk)
    if handed.release or locked.approved_at is None:
        # Somebody who may not approve does not change for whom an approved text is found.
        for field, value in placed.items():
            setattr(locked, field, value)
        locked.save(update_fields=[*placed, "updated_at"])
    return locked, Outcome.NEW_VERSION


def _placed(placement: Placement) -> dict[str, Any]:
    placed = {
        "section_id": placement.section_id,
        "audience": placement.audience,
        "grade": placement.grade,
        "valid_from": placement.valid_from,
        "valid_until": placement.valid_until,
        "source_url": placement.source_url,
    }
    if placement.title:
        placed |= {"title": placement.title[:_LONGEST_TITLE], "titled_by_hand": True}
    return placed


def _again(document: Document, version: Version, handed: _HandedIn) -> Received:
    """The newest content once more: its job is over without result, waits, runs, or is done."""
    said = (document.file_name, document.title, document.pk, version.number)
    last = version.ingestions.order_by("-pk").first()
    if last is None or last.state in _OVER_WITHOUT_RESULT or (handed.columns and handed.columns != last.columns):
        return Received(Outcome.AGAIN, *said, _job(version, document.file_name, handed).pk)
    if last.state == _S.HELD and last.reason == WAITS_FOR_APPROVAL and handed.release:
        values = {
            "state": _S.QUEUED,
            "release": True,
            "batch_id": handed.batch_id,
            "queued_at": handed.now,
            "rung_at": None,
        }
        Ingestion.objects.filter(pk=last.pk).update(**values)
        return Received(Outcome.AGAIN, *said, last.pk)
    if handed.release and document.approved_at is None and document.current_version_id == version.pk:
        document.approve(person_id=handed.by_id, now=handed.now)
    open_job = last.pk if last.state in (_S.QUEUED, _S.WORKING) else None
    return Received(Outcome.ALREADY_THERE, *said, open_job)


def _job(version: Version, name: str, handed: _HandedIn) -> Ingestion:
    return Ingestion.objects.create(
        batch_id=handed.batch_id,
        version=version,
        file_name=name,
        columns=handed.columns,
        release=handed.release,
        queued_at=handed.now,
    )
