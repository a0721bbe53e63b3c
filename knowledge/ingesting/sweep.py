"""Finds jobs whose worker died or that no worker heard of, and rings for them again."""

from datetime import datetime

from knowledge.enqueue import enqueue_ingestion
from knowledge.models import Ingestion
from tenants.public import mark_open_work


def sweep_ingestions(*, now: datetime) -> int:
    """Enqueue the lost jobs of the entered town; returns how many. The claim decides who does one, so ringing twice
    does no harm. The town stays marked as long as something is open."""
    lost = list(Ingestion.objects.lost(now=now).values_list("pk", flat=True))
    Ingestion.objects.filter(pk__in=lost, state=Ingestion.State.QUEUED).update(queued_at=now)
    for pk in lost:
        enqueue_ingestion(ingestion_id=pk, now=now)
    if not lost and Ingestion.objects.unfinished().filter(batch__paused_at=None).exists():
        mark_open_work(now=now)
    return len(lost)
