"""Finds what was lost: mails, pushes, broken promises; keeps the town swept while something is near."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from assistants.handover.deliver import push, undelivered
from assistants.handover.mails import alarm_overdue, tell_undelivered
from assistants.models import Handover
from tenants.public import mark_open_work

_NEAR: Final = timedelta(minutes=75)  # the hourly round comes within this


def sweep_handovers(*, now: datetime) -> int:
    """Send what is due; how much that was. Three queries in a town where nothing waits."""
    sent = tell_undelivered(now=now) + alarm_overdue(now=now)
    sent += sum(push(message_id=message_id, now=now) for message_id in undelivered(now=now))
    near = Q(state__in=Handover.OWED, promised_at__lt=now + _NEAR, alarmed_at=None)
    if sent or Handover.objects.filter(near | Q(notice_due_at__isnull=False)).exists():
        mark_open_work(now=now)
    return sent
