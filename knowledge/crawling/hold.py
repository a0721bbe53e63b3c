"""Holds a run while it is worked on, by a lease that every write renews."""

from datetime import datetime
from typing import Any

from knowledge.crawling.limits import LEASE
from knowledge.models import CrawlRun


def hold_on(*, run: CrawlRun, now: datetime, **values: Any) -> None:
    """Change the claimed run and renew the lease, if it is still held. Raises LostJob."""
    run.keep(**{"lease_until": now + LEASE, **values})
