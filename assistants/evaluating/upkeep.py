"""Looks after measurements: rings for lost runs, notices what has grown stale, measures again by itself."""

from datetime import datetime
from functools import cache

from django.db.models import Count, F, Q
from django.utils import timezone

from assistants.evaluating import limits
from assistants.evaluating.enqueue import ring_for
from assistants.evaluating.start import NotStarted, start_run
from assistants.models import EvaluationRun, Topic
from assistants.topics.served_as import served_as
from audit_log.public import SYSTEM
from jobs.public import lost
from knowledge.public import turnover
from tenants.public import mark_open_work


def sweep_runs(*, now: datetime) -> int:
    """Ring for runs that nobody took up or whose worker died; how many. The town stays marked while one is open."""
    found = lost(rows=EvaluationRun.objects.all(), now=now, unheard=limits.UNHEARD)
    for pk in found:
        ring_for(run_id=pk, now=now)
    if EvaluationRun.objects.filter(state__in=EvaluationRun.OPEN).exists():
        mark_open_work(now=now)
    return len(found)


def notice_stale(*, now: datetime) -> int:
    """Mark measured topics whose set or whose town's knowledge changed much since; how many became stale.

    One query, and two for each moment at which topics were measured.
    """
    measured = Q(questions__changed_at__gt=F("measured_at"))
    rows = Topic.objects.filter(stale=False, bar_percent__isnull=False, measured_at__isnull=False)
    today, moved, stale = timezone.localdate(now), cache(turnover), []
    for topic in rows.annotate(there=Count("questions"), fresh=Count("questions", filter=measured)):
        if topic.measured_at is None:
            continue
        gone = max(0, topic.measured_questions - (topic.there - topic.fresh))
        town = moved(since=topic.measured_at.replace(second=0, microsecond=0), today=today)
        if _much(max(topic.fresh, gone), topic.there) or _much(town.changed, town.in_service):
            stale.append(topic.pk)
    Topic.objects.filter(pk__in=stale).update(stale=True)
    return len(stale)


def measure_again(*, now: datetime) -> int:
    """Start runs of topics with a bar whose measurement does not count any more, once a day each; how many."""
    digest = served_as().digest
    open_or_recent = Q(runs__state__in=EvaluationRun.OPEN) | Q(runs__queued_at__gt=now - limits.AGAIN_AFTER)
    rows = Topic.objects.filter(bar_percent__isnull=False, off_at=None, questions__isnull=False)
    rows = rows.filter(Q(stale=True) | ~Q(measured_as=digest)).exclude(open_or_recent).distinct()
    started = 0
    for topic in rows:
        try:
            start_run(topic_id=topic.pk, actor=SYSTEM, now=now)
            started += 1
        except NotStarted:
            continue
    return started


def _much(changed: int, of: int) -> bool:
    return changed >= limits.STALE_LEAST and changed > limits.STALE_SHARE * of
