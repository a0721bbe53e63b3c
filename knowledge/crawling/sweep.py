"""Rings again for runs whose worker died or whose message was lost."""

from datetime import datetime

from django.db.models import Q

from knowledge.crawling.start import ring_for_run
from knowledge.ingesting.ring import BELL_LASTS
from knowledge.models import CrawlRun
from tenants.public import mark_open_work

_S = CrawlRun.State


def sweep_runs(*, now: datetime) -> int:
    """Ring for the lost runs of the entered town; returns how many. Keeps the town marked while one is open."""
    unheard = Q(rung_at=None) | Q(rung_at__lte=now - BELL_LASTS)
    dead = Q(state=_S.WORKING, lease_until__lt=now)
    lost = list(CrawlRun.objects.filter(Q(unheard, state=_S.QUEUED) | dead).values_list("pk", flat=True))
    for run_id in lost:
        ring_for_run(run_id=run_id, now=now)
    if not lost and CrawlRun.objects.filter(state__in=[_S.QUEUED, _S.WORKING]).exists():
        mark_open_work(now=now)
    return len(lost)
