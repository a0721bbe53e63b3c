"""Rings for the next files of a town: only so many at once, so that a big upload leaves room for other towns.

A message in the queue is a bell for one file. Were all 300 bells of an upload rung at once, another town's single file
would stand behind them. So a town has at most INGEST_PER_TOWN bells and running files together, and each file that
ends rings for the next. Within the town the batches take turns for the same reason.
"""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from knowledge.enqueue import enqueue_ingestion
from knowledge.models import Ingestion
from tenants.public import mark_open_work

# After it a bell that nobody answered is taken for lost and rung again; two bells for one file do no harm.
BELL_LASTS: Final = timedelta(minutes=5)
_S = Ingestion.State


def ring(*, now: datetime) -> int:
    """Ring for as many waiting files of the entered town as it has room for; returns how many. Three queries.

    To be called by whoever lets a file wait, after one has ended, and by the sweep. The limit may be passed for a
    moment when two call at once; it comes right with the next file that ends.
    """
    mark_open_work(now=now)
    with transaction.atomic():
        room = settings.INGEST_PER_TOWN - _under_way(now).count()
        chosen = _next(now, room) if room > 0 else []
        free = Ingestion.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk__in=chosen)
        rung = list(free.values_list("pk", flat=True))
        Ingestion.objects.filter(pk__in=rung).update(rung_at=now)
        for pk in rung:
            enqueue_ingestion(ingestion_id=pk, now=now)
    return len(rung)


def _waiting(now: datetime) -> QuerySet[Ingestion]:
    """Files that a worker could take: not paused, or left by a worker that died."""
    dead = Q(state=_S.WORKING, lease_until__lt=now)
    return Ingestion.objects.filter(dead | Q(state=_S.QUEUED, batch__paused_at=None))


def _under_way(now: datetime) -> QuerySet[Ingestion]:
    at_work = Ingestion.objects.filter(state=_S.WORKING, lease_until__gte=now)
    return at_work | _waiting(now).filter(rung_at__gt=now - BELL_LASTS)


def _next(now: datetime, room: int) -> list[int]:
    """The batch that was served longest ago comes first; within a batch the order of the files."""
    of_batch = Ingestion.objects.filter(batch=OuterRef("batch")).values("batch")
    served = Subquery(of_batch.annotate(last=Max("claimed_at")).values("last"))
    unrung = _waiting(now).filter(Q(rung_at=None) | Q(rung_at__lte=now - BELL_LASTS))
    turn = Window(RowNumber(), partition_by=F("batch_id"), order_by="id")
    ordered = unrung.annotate(turn=turn, served=served).order_by("turn", F("served").asc(nulls_first=True), "pk")
    return [row.pk for row in ordered.only("pk")[:room]]
