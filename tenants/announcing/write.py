"""Write and take away announcements; each change stands in the audit log."""

from datetime import date, datetime

from django.db import transaction

from audit_log.public import Actor, Subject, record
from tenants.audit_actions import ANNOUNCEMENT_REMOVED, ANNOUNCEMENT_WRITTEN
from tenants.models import Announcement


def announce(
    *, level: str, title: str, text: str, first_day: date, last_day: date, actor: Actor, now: datetime
) -> None:
    """Put up a notice. `level` is one of Announcement.Level; both days count."""
    row = Announcement(level=level, title=title, text=text, first_day=first_day, last_day=last_day)
    save_announcement(row=row, actor=actor, now=now)


def save_announcement(*, row: Announcement, actor: Actor, now: datetime) -> None:
    """Keep what a person wrote."""
    with transaction.atomic():
        row.save()
        record(action=ANNOUNCEMENT_WRITTEN, actor=actor, subject=_subject(row), detail={"text": row.text}, at=now)


def remove_announcement(*, row: Announcement, actor: Actor, now: datetime) -> None:
    """Take it away at once, whatever its period."""
    with transaction.atomic():
        record(action=ANNOUNCEMENT_REMOVED, actor=actor, subject=_subject(row), at=now)
        row.delete()


def _subject(row: Announcement) -> Subject:
    return Subject("tenants.announcement", str(row.pk or ""), row.title)
