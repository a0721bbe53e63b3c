"""Looks after proofs: rings for lost runs."""

from datetime import datetime

from django.db.models import Q

from templates.models import ProofRun
from templates.proving import limits
from templates.proving.enqueue import ring_for
from tenants.public import mark_open_work


def sweep_proofs(*, now: datetime) -> int:
    """Ring for runs that nobody took up or whose worker died; how many. The town stays marked while one is open."""
    unheard = Q(state=ProofRun.State.QUEUED, queued_at__lt=now - limits.UNHEARD)
    dead = Q(state=ProofRun.State.WORKING, lease_until__lt=now)
    lost = list(ProofRun.objects.filter(unheard | dead).values_list("pk", flat=True)[:100])
    for pk in lost:
        ring_for(run_id=pk, now=now)
    if ProofRun.objects.filter(state__in=ProofRun.OPEN).exists():
        mark_open_work(now=now)
    return len(lost)
