"""Begins a run, rings for it, stops it; a site has one open run at most."""

from datetime import datetime

from django.db import IntegrityError, transaction

from audit_log.public import Actor, Subject, record
from knowledge.audit_actions import CRAWL_STOPPED
from knowledge.enqueue import CRAWL
from knowledge.models import CrawlRun, Site
from tenants.public import enqueue

_S = CrawlRun.State


class AlreadyRunning(Exception):
    """The site is being read; `run_id` is the run."""

    def __init__(self, run_id: int) -> None:
        super().__init__(run_id)
        self.run_id = run_id


def start_run(*, site_id: int, by_id: int | None, now: datetime) -> int:
    """Id of a new run, for which a worker is rung. Raises AlreadyRunning, however close two calls are."""
    try:
        with transaction.atomic():
            run = CrawlRun.objects.create(site_id=site_id, by_id=by_id, queued_at=now)
            ring_for_run(run_id=run.pk, now=now)
    except IntegrityError as taken:
        there = CrawlRun.objects.filter(site=site_id, state__in=[_S.QUEUED, _S.WORKING]).first()
        if there is None:
            raise
        raise AlreadyRunning(there.pk) from taken
    return run.pk


def ring_for_run(*, run_id: int, now: datetime) -> None:
    """Send a message for a run after the transaction; the claim decides who does it."""
    CrawlRun.objects.filter(pk=run_id).update(rung_at=now)
    enqueue(task=CRAWL, queue="crawl", now=now, details={"run_id": run_id})


def stop_run(*, run_id: int, by: Actor, now: datetime) -> bool:
    """Cancel an open run; what it handed in stays. A worker notices at its next write. False when it was over."""
    with transaction.atomic():
        open_run = CrawlRun.objects.filter(pk=run_id, state__in=[_S.QUEUED, _S.WORKING])
        stopped = open_run.update(state=_S.CANCELLED, finished_at=now, lease_until=None)
        if stopped:
            site = Site.objects.get(runs=run_id)
            subject = Subject(kind="knowledge.site", id=str(site.pk), label=site.address)
            record(action=CRAWL_STOPPED, actor=by, subject=subject, at=now)
    return bool(stopped)
