"""Looks after proofs: rings for lost runs, begins what is due."""

from datetime import datetime

from jobs.public import lost
from templates.models import ProofRun
from templates.proving import limits
from templates.proving.due import start_due
from templates.proving.enqueue import ring_for
from tenants.public import mark_open_work


def sweep_proofs(*, now: datetime) -> int:
    """Ring for runs that nobody took up or whose worker died, and begin a due one; how many. The town stays marked
    while one is open."""
    found = lost(rows=ProofRun.objects.all(), now=now, unheard=limits.UNHEARD)
    for pk in found:
        ring_for(run_id=pk, now=now)
    begun = start_due(now=now)
    if ProofRun.objects.filter(state__in=ProofRun.OPEN).exists():
        mark_open_work(now=now)
    return len(found) + begun
