"""Looks after exports: rings for lost ones, forgets the old ones with their files."""

from datetime import datetime

from django.core.files.storage import default_storage

from assistants.exporting import limits
from assistants.exporting.enqueue import ring_for
from assistants.exporting.run import FOLDER
from assistants.models import LogExport
from jobs.public import lost
from tenants.public import mark_open_work


def sweep_exports(*, now: datetime) -> int:
    """Ring for exports that nobody took up or whose worker died; how many. The town stays marked while one is open."""
    found = lost(rows=LogExport.objects.all(), now=now, unheard=limits.UNHEARD)
    for pk in found:
        ring_for(export_id=pk, now=now)
    if LogExport.objects.filter(state__in=LogExport.OPEN).exists():
        mark_open_work(now=now)
    return len(found)


def forget_exports(*, now: datetime) -> int:
    """Delete exports that were kept for a day, and files of workers that died before they could say so; how many."""
    old = LogExport.objects.filter(queued_at__lt=now - limits.KEPT)
    gone, _kinds = old.exclude(state__in=LogExport.OPEN).delete()
    if not default_storage.exists(FOLDER):
        return gone
    _folders, files = default_storage.listdir(FOLDER)  # before the rows: an export that ends meanwhile names its file
    rows = list(LogExport.objects.values_list("pk", "file", "state"))  # at once: it is open, or it names its file
    wanted = {file for _pk, file, _state in rows}
    making = {str(pk) for pk, _file, state in rows if state in LogExport.OPEN}
    for name in files:
        if f"{FOLDER}/{name}" not in wanted and name.partition("-")[0] not in making:
            default_storage.delete(f"{FOLDER}/{name}")
    return gone
