"""Starts and stops an export."""

from dataclasses import asdict
from datetime import date, datetime

from django.db import IntegrityError, transaction

from assistants.exporting.enqueue import ring_for
from assistants.exporting.write_file import Kind
from assistants.models import LogExport
from assistants.reviewing.log import LogFilters
from assistants.reviewing.scope import sections_of
from tenants.public import Access


class AlreadyRunning(Exception):
    """The person's last export is not over; `export_id` says which."""

    def __init__(self, export_id: int) -> None:
        super().__init__(export_id)
        self.export_id = export_id


def start_export(*, access: Access, filters: LogFilters, kind: Kind, now: datetime) -> int:
    """Put an export of what the person may read into the queue; its id. Raises AlreadyRunning."""
    plain = {name: _plain(value) for name, value in asdict(filters).items()}
    ids = sections_of(access=access)
    try:
        with transaction.atomic():
            row = LogExport.objects.create(
                person_id=access.person_id,
                kind=kind,
                filters=plain,
                section_ids=None if ids is None else sorted(ids),
                queued_at=now,
            )
            ring_for(export_id=row.pk, now=now)
    except IntegrityError as running:
        before = LogExport.objects.filter(person_id=access.person_id, state__in=LogExport.OPEN).first()
        if before is None:
            raise
        raise AlreadyRunning(before.pk) from running
    return row.pk


def stop_export(*, row: LogExport, now: datetime) -> bool:
    """Stop an export that is not over; the worker leaves it at the next rows. Says whether it was open."""
    rows = LogExport.objects.filter(pk=row.pk, state__in=LogExport.OPEN)
    return bool(rows.update(state=LogExport.State.CANCELLED, finished_at=now, lease_until=None))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
