"""Holds a job while it is worked on: a lease that is renewed, and lost as soon as somebody else may have the job."""

import contextvars
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from django.db import DatabaseError, connection
from django.utils import timezone

from jobs.public import LostJob
from knowledge.models import Ingestion

LEASE: Final = timedelta(seconds=60)
_BEAT_SECONDS: Final = 15.0
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Hold:
    """The right to work on one claimed job."""

    job: Ingestion

    def renew(self, *, step: Ingestion.Step, now: datetime) -> None:
        """Say what is done now and keep the job for another lease. Raises LostJob."""
        self.write(step=step, lease_until=now + LEASE)

    def write(self, **values: Any) -> None:
        """Change the job's row if it is still held. Raises LostJob."""
        self.job.keep(**values)

    def lock(self) -> Ingestion:
        """The job's row, locked until the transaction ends. Raises LostJob."""
        mine = Ingestion.objects.filter(pk=self.job.pk, state=Ingestion.WORKS, claimed_at=self.job.claimed_at)
        row = mine.select_for_update(of=("self",)).first()
        if row is None:
            raise LostJob(self.job.pk)
        return row


@contextmanager
def kept_alive(*, hold: Hold) -> Iterator[None]:
    """Renew the lease from a thread while the block runs, so that a long file is not taken for a dead worker's."""
    over = threading.Event()
    place = contextvars.copy_context()  # the thread works in the same town
    thread = threading.Thread(target=place.run, args=(_beat, hold, over), name="lease", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(timeout=_BEAT_SECONDS)


def _beat(hold: Hold, over: threading.Event) -> None:
    try:
        while not over.wait(_BEAT_SECONDS):
            hold.write(lease_until=timezone.now() + LEASE)
    except (LostJob, DatabaseError) as failure:
        # The worker itself finds out at its next step; a beat that failed only shortens the lease.
        log.warning("lease not renewed", ingestion=hold.job.pk, failure=str(failure))
    finally:
        connection.close()
