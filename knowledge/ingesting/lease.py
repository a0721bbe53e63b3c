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
from django.db.models import QuerySet
from django.utils import timezone

from knowledge.models import Ingestion

LEASE: Final = timedelta(seconds=60)
_BEAT_SECONDS: Final = 15.0
log = structlog.get_logger(__name__)


class LostLease(Exception):
    """The job was cancelled, or its lease ran out and another worker took it: stop and leave no trace."""


@dataclass(frozen=True, slots=True)
class Hold:
    """The right to work on one job. `claimed_at` tells this taker from every other."""

    ingestion_id: int
    claimed_at: datetime

    def renew(self, *, step: Ingestion.Step, now: datetime) -> None:
        """Say what is done now and keep the job for another lease. Raises LostLease."""
        self.write(step=step, lease_until=now + LEASE)

    def write(self, **values: Any) -> None:
        """Change the job's row if it is still held. Raises LostLease."""
        if not self._mine().update(**values):
            raise LostLease(self.ingestion_id)

    def lock(self) -> Ingestion:
        """The job's row, locked until the transaction ends. Raises LostLease."""
        row = self._mine().select_for_update(of=("self",)).first()
        if row is None:
            raise LostLease(self.ingestion_id)
        return row

    def _mine(self) -> QuerySet[Ingestion]:
        return Ingestion.objects.filter(pk=self.ingestion_id, state=Ingestion.State.WORKING, claimed_at=self.claimed_at)


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
    except (LostLease, DatabaseError) as failure:
        # The worker itself finds out at its next step; a beat that failed only shortens the lease.
        log.warning("lease not renewed", ingestion=hold.ingestion_id, failure=str(failure))
    finally:
        connection.close()
