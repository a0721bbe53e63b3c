"""Backups: the runbook's command notes them, the console shows the last ones and says when one is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from audit_log.public import SYSTEM, Subject, record
from tenants.audit_actions import BACKUP_NOTED
from tenants.border.current import Town, in_public
from tenants.models import BackupNote

OLD_AFTER: Final = timedelta(days=1)
_DRIFT: Final = timedelta(hours=2)  # a nightly backup does not end at the same minute each night


@dataclass(frozen=True, slots=True)
class LastBackup:
    """The last backup of all towns of one sort; `taken_at` None: none was ever noted."""

    label: str
    taken_at: datetime | None
    size: int | None
    place: str
    old: bool


def note_backup(
    *, what: str, town: Town | None, size: int | None, place: str, taken_at: datetime, now: datetime
) -> None:
    """Put down that a backup was taken. `what`: a BackupNote.What; `size` in bytes. Raises ValueError for one that
    lies in the future."""
    if taken_at > now + timedelta(minutes=5):
        raise ValueError(_("バックアップの日時が未来です。時計か --at の指定を確かめてください。"))
    with in_public():
        row = BackupNote.objects.create(
            what=what, town_id=town.id if town else None, taken_at=taken_at, size=size, place=place[:200]
        )
        label = town.name if town else _("全自治体")
        subject = Subject("tenants.backupnote", str(row.pk), label)
        record(action=BACKUP_NOTED, actor=SYSTEM, subject=subject, detail={"what": row.what, "place": place}, at=now)


def last_backups(*, now: datetime) -> list[LastBackup]:
    """The last one of each sort that holds all towns; two queries."""
    found = []
    for what in BackupNote.What:
        row = BackupNote.objects.filter(what=what, town=None).first()
        taken = row.taken_at if row else None
        old = taken is None or taken < now - OLD_AFTER - _DRIFT
        found.append(LastBackup(str(what.label), taken, row.size if row else None, row.place if row else "", old))
    return found


def last_of_towns(*, town_ids: Iterable[int]) -> dict[int, datetime | None]:
    """When each town's database was backed up last, with all or alone; one query."""
    ids = list(town_ids)
    notes = BackupNote.objects.filter(Q(town=None) | Q(town_id__in=ids), what=BackupNote.What.DATABASE).order_by()
    latest = dict(notes.values_list("town_id").annotate(Max("taken_at")))
    whole = latest.get(None)
    return {town_id: _later(whole, latest.get(town_id)) for town_id in ids}


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    known = [at for at in (one, other) if at]
    return max(known) if known else None


def age_in_words(*, taken_at: datetime, now: datetime) -> str:
    """「3日」, below a day 「20時間」."""
    days = (now - taken_at).days
    hours = round((now - taken_at) / timedelta(hours=1))
    return _("%(count)s日") % {"count": days} if days else _("%(count)s時間") % {"count": hours}


def when(*, taken_at: datetime) -> str:
    """As commands print it."""
    return f"{timezone.localtime(taken_at):%Y-%m-%d %H:%M}"
