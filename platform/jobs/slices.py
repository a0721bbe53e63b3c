"""A long job, row by row: each is stored before the next begins, and after a slice other towns have their turn."""

import time
from collections.abc import Callable
from typing import TypeVar

import structlog
from django.db import models, transaction
from django.utils import timezone

from jobs.job import Job, LostJob

R = TypeVar("R", bound=models.Model)
log = structlog.get_logger(__name__)


def work_in_slices(
    *,
    job: Job,
    waiting: models.QuerySet[R],
    work: Callable[[R], None],
    ring: Callable[[], None],
    finish: Callable[[], str],
    seconds: float,
) -> str | None:
    """Work on the rows of a claimed job until none waits or `seconds` are over; its state then, None when it was lost.

    `work` takes its row out of `waiting`. `ring` calls the next worker; `finish` ends the job and names its state, in
    the transaction that marks it done. A killed worker loses one row at most.
    """
    until = time.monotonic() + seconds
    try:
        while row := waiting.first():
            work(row)
            if time.monotonic() > until:
                with transaction.atomic():
                    job.keep(state=job.WAITS, lease_until=None)
                    ring()
                return job.WAITS
        with transaction.atomic():
            job.keep(state="done", lease_until=None, finished_at=timezone.now())
            return finish()
    except LostJob:
        log.info("job given up: stopped or taken over", job=str(job), id=job.pk)
        return None
