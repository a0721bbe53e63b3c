"""When a site is read by itself, and the runs that are due."""

from datetime import datetime, timedelta

from django.utils import timezone

from knowledge.crawling.start import AlreadyRunning, start_run
from knowledge.models import Site


def next_time(*, schedule: str, weekday: int, hour: int, after: datetime) -> datetime | None:
    """The first moment after `after` at `hour`, on `weekday` (0: Monday) for a weekly one; None for never."""
    if schedule == Site.Schedule.NEVER:
        return None
    local = timezone.localtime(after)
    moment = local.replace(hour=hour, minute=0, second=0, microsecond=0)
    if schedule == Site.Schedule.WEEKLY:
        moment += timedelta(days=(weekday - moment.weekday()) % 7)
    step = timedelta(days=7 if schedule == Site.Schedule.WEEKLY else 1)
    return moment if moment > local else moment + step


def start_due(*, now: datetime) -> int:
    """Start the runs of the entered town that are due; returns how many. Called twice, it starts each once."""
    started = 0
    for site in Site.objects.due(now=now):
        later = next_time(schedule=site.schedule, weekday=site.weekday, hour=site.hour, after=now)
        mine = Site.objects.filter(pk=site.pk, next_run_at=site.next_run_at).update(next_run_at=later)
        if mine:
            started += _started(site.pk, now)
    return started


def _started(site_id: int, now: datetime) -> int:
    try:
        start_run(site_id=site_id, by_id=None, now=now)
    except AlreadyRunning:
        return 0
    return 1
