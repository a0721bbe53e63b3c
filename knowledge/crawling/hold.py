"""Holds a run while it is worked on, by a lease that every write renews."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from knowledge.crawling.limits import LEASE
from knowledge.models import CrawlRun


class LostRun(Exception):
    """The run was cancelled, or another worker has it now: leave it alone."""


@dataclass(frozen=True, slots=True)
class RunHold:
    """A claimed run; `claimed_at` tells this claim from every other."""

    run_id: int
    claimed_at: datetime

    def write(self, *, now: datetime, **values: Any) -> None:
        """Change the run's row and renew the lease, if it is still held. Raises LostRun."""
        values = {"lease_until": now + LEASE, **values}
        mine = CrawlRun.objects.filter(pk=self.run_id, state=CrawlRun.State.WORKING, claimed_at=self.claimed_at)
        if not mine.update(**values):
            raise LostRun(self.run_id)
