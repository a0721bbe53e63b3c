"""Which jobs were lost: nobody heard their bell, or their worker died."""

from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import Q, QuerySet

from jobs.job import Job

J = TypeVar("J", bound=Job)
_AT_ONCE = 100


def lost(*, rows: QuerySet[J], now: datetime, unheard: timedelta) -> list[int]:
    """Ids of jobs to ring for again. `rows` have a field `queued_at`; `unheard`: how long a bell may go unheard."""
    waits = Q(state=rows.model.WAITS, queued_at__lt=now - unheard)
    return list(rows.filter(waits | rows.model.dead(now=now)).values_list("pk", flat=True)[:_AT_ONCE])
