"""Ends a run: counts what it found, forgets what nobody reads any more."""

import contextlib
from collections.abc import Iterable
from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Count

from jobs.public import LostJob
from knowledge.crawling.hold import hold_on
from knowledge.crawling.limits import KEPT_RUNS
from knowledge.crawling.reasons import Reason
from knowledge.models import CrawlRun, Visit

_S = CrawlRun.State


def finish(*, run: CrawlRun, reason: Reason | None, now: datetime) -> None:
    """DONE, with a warning when `reason` is given. Unchanged pages are counted and not listed. Raises LostJob."""
    counts = count_results(run_id=run.pk)
    said = reason.value if reason else ""
    hold_on(run=run, now=now, state=_S.DONE, counts=counts, reason=said, finished_at=now, lease_until=None)
    Visit.objects.filter(run=run.pk, result=Visit.Result.UNCHANGED).delete()
    _forget_old(run.pk)


def fail(*, run: CrawlRun, reason: Reason, now: datetime, detail: str = "", reference: str = "") -> None:
    """FAILED: nothing is retired, what was read but not handed in is read again next time. Quiet when lost."""
    with contextlib.suppress(LostJob), transaction.atomic():
        said = {"reason": reason.value, "detail": detail[:300], "reference": reference}
        counts = count_results(run_id=run.pk)
        hold_on(run=run, now=now, state=_S.FAILED, counts=counts, finished_at=now, lease_until=None, **said)
        drop_kept(run_ids=[run.pk])


def count_results(*, run_id: int) -> dict[str, int]:
    """How many addresses had which result; "" counts those that are not decided. One query."""
    counted = Visit.objects.filter(run=run_id).order_by().values("result").annotate(count=Count("pk"))
    return dict(counted.values_list("result", "count"))


def drop_kept(*, run_ids: Iterable[int]) -> None:
    """Delete what runs read and did not hand in, after the transaction."""
    waiting = Visit.objects.filter(run__in=list(run_ids)).exclude(kept="")
    names = list(waiting.values_list("kept", flat=True))
    waiting.update(kept="")

    def drop() -> None:
        for name in names:
            default_storage.delete(name)

    transaction.on_commit(drop, robust=True)


def _forget_old(run_id: int) -> None:
    site_id = CrawlRun.objects.values_list("site", flat=True).get(pk=run_id)
    runs = CrawlRun.objects.filter(site=site_id).order_by("-pk").values_list("pk", flat=True)
    old = list(runs[KEPT_RUNS : KEPT_RUNS + 50])
    drop_kept(run_ids=old)
    CrawlRun.objects.filter(pk__in=old).delete()
