"""Attaches files to an inquiry, reads them in a worker, lets them go."""

from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from assistants.inquiring.enqueue import enqueue_reading
from assistants.inquiring.unmask import HoldsMyNumber, mask_for
from assistants.models import Inquiry, InquiryFile, InquiryPassage
from assistants.refusals import Refused
from knowledge.public import FileRefused, ReadAside, read_aside

MOST_FILES: Final = 5
MOST_BYTES: Final = 10 * 1024 * 1024
_LEASE: Final = timedelta(minutes=10)
_MOST_ATTEMPTS: Final = 3
State, Step = InquiryFile.State, InquiryFile.Step
log = structlog.get_logger(__name__)


def attach(*, row: Inquiry, files: list["UploadedFile[Any]"], now: datetime) -> int:
    """Store the files and have them read; how many. Raises Refused, then none is stored."""
    if InquiryFile.objects.filter(inquiry=row).count() + len(files) > MOST_FILES:
        told = _("添付できるのは%(most)d件までです。使い終わったファイルを外すか、文書として取り込んでください。")
        raise Refused(told % {"most": MOST_FILES})
    for file in files:
        if (file.size or 0) > MOST_BYTES:
            told = _("「%(name)s」は10MBを超えています。分けて保存し直すか、文書として取り込んでください。")
            raise Refused(told % {"name": file.name})
    with transaction.atomic():
        for file in files:
            content = file.read()
            made = InquiryFile.objects.create(
                inquiry=row, name=(file.name or "")[-200:], size=len(content), content=content, attached_at=now
            )
            enqueue_reading(file_id=made.pk, now=now)
    return len(files)


def detach(*, row: Inquiry, file_id: int) -> None:
    """Forget a file and its text; answers keep what they cited of it. Raises Refused when it is gone already."""
    gone, _kinds = InquiryFile.objects.filter(inquiry=row, pk=file_id).delete()
    if not gone:
        raise Refused(_("このファイルは、すでに外されています。"))


def read_attached(*, file_id: int, now: datetime) -> bool:
    """Read one file, if nobody else does; says whether this call brought it to an end. Safe to run twice and to be
    killed anywhere: passages and the end of the work are one transaction."""
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - _LEASE)
    claimed = InquiryFile.objects.filter(free, pk=file_id, state=State.WAITING)
    if not claimed.update(claimed_at=now, attempts=F("attempts") + 1):
        return False
    row = InquiryFile.objects.get(pk=file_id)
    if row.attempts > _MOST_ATTEMPTS or row.content is None:
        return _refuse(row, "parser_crashed")
    try:
        _at(row, Step.READING)
        read = read_aside(content=bytes(row.content), name=row.name)
        _at(row, Step.KEEPING, parts=len(read.pieces))
        _keep(row, read)
    except FileRefused as refused:
        return _refuse(row, refused.code.value)
    except HoldsMyNumber:
        return _refuse(row, "my_number")
    except Exception:
        log.exception("an attached file could not be read", file=row.pk)
        return _refuse(row, "unexpected")
    return True


def unread(*, now: datetime) -> list[int]:
    """Files that nobody reads; for the sweep. One query."""
    free = Q(claimed_at=None, attached_at__lt=now - timedelta(seconds=30)) | Q(claimed_at__lt=now - _LEASE)
    return list(InquiryFile.objects.filter(free, state=State.WAITING).values_list("pk", flat=True)[:100])


def _keep(row: InquiryFile, read: ReadAside) -> None:
    texts = tuple(text for piece in read.pieces for text in (piece.heading, piece.text))
    with transaction.atomic():
        masked, _vault = mask_for(inquiry_id=row.inquiry_id, texts=texts)
        InquiryPassage.objects.filter(file=row).delete()
        InquiryPassage.objects.bulk_create(
            InquiryPassage(
                file=row,
                position=number,
                heading=masked[2 * number].text[-500:],
                place=piece.place[:200],
                page=piece.page,
                text=masked[2 * number + 1].text,
            )
            for number, piece in enumerate(read.pieces)
        )
        _end(row, state=State.READY, left_out=read.left_out)


def _refuse(row: InquiryFile, reason: str) -> bool:
    _end(row, state=State.REFUSED, reason=reason)
    return True


def _at(row: InquiryFile, step: InquiryFile.Step, **values: object) -> None:
    """What the page shows while the file is read; outside of the transaction that keeps its parts."""
    InquiryFile.objects.filter(pk=row.pk, state=State.WAITING).update(step=step, **values)


def _end(row: InquiryFile, **values: object) -> None:
    """The file itself is no longer needed: its text stands in passages, or it is not read."""
    InquiryFile.objects.filter(pk=row.pk, state=State.WAITING).update(content=None, **values)
