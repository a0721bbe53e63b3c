"""A person's own exports; the file goes out to nobody else, and to the person while they may still read all of it."""

from datetime import datetime
from typing import IO

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assistants.audit_actions import CONVERSATIONS_EXPORTED
from assistants.exporting import limits
from assistants.exporting.run import filters_of
from assistants.models import LogExport
from assistants.reviewing.scope import sections_of
from audit_log.public import Actor, record
from tenants.public import Access


class ExportUnknown(LookupError):
    """No such export for this person, or it is over a day old."""


def exports_of(*, access: Access, now: datetime) -> list[LogExport]:
    """The person's exports that still stand, newest first. One query."""
    rows = LogExport.objects.filter(person_id=access.person_id, queued_at__gt=now - limits.KEPT)
    return list(rows.exclude(state=LogExport.State.CANCELLED)[: limits.MOST_SHOWN])


def own_export(*, access: Access, export_id: int, now: datetime) -> LogExport:
    """One of them. Raises ExportUnknown. One query."""
    rows = LogExport.objects.filter(pk=export_id, person_id=access.person_id, queued_at__gt=now - limits.KEPT)
    row = rows.first()
    allowed = sections_of(access=access)
    if row is None or (allowed is not None and not (row.section_ids is not None and set(row.section_ids) <= allowed)):
        raise ExportUnknown(str(export_id))
    return row


def open_file(*, row: LogExport, actor: Actor, now: datetime) -> IO[bytes]:
    """The finished file; taking it along is recorded. Raises ExportUnknown."""
    if row.state != LogExport.State.DONE or not default_storage.exists(row.file):
        raise ExportUnknown(str(row.pk))
    filters = filters_of(row=row)
    with transaction.atomic():
        period = f"{filters.since or ''}〜{filters.until or ''}"
        detail = {"count": row.written, "kind": row.kind, "period": period}
        record(action=CONVERSATIONS_EXPORTED, actor=actor, subject=None, detail=detail, at=now)
    return default_storage.open(row.file, "rb")


def file_name(*, row: LogExport) -> str:
    """As it is saved by its reader."""
    at = f"{timezone.localtime(row.queued_at):%Y%m%d-%H%M}"
    return _("会話の記録_%(at)s.%(kind)s") % {"at": at, "kind": row.kind}
