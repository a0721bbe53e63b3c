"""A person's word that the many pages which vanished at once are gone."""

from datetime import datetime

from django.db import transaction

from audit_log.public import Actor, record
from knowledge.audit_actions import GONE_RETIRED
from knowledge.crawling.configuring import subject_of
from knowledge.crawling.finish import count_results
from knowledge.crawling.reasons import Reason
from knowledge.crawling.retire import retire_anyway
from knowledge.models import CrawlRun


def confirm_gone(*, run: CrawlRun, by: Actor, now: datetime) -> int:
    """Withdraw what the run put off; returns how many documents. A second time there is nothing left."""
    with transaction.atomic():
        waiting = CrawlRun.objects.filter(pk=run.pk, state=CrawlRun.State.DONE, reason=Reason.MANY_GONE.value)
        if not waiting.update(reason=""):
            return 0
        count = retire_anyway(run=run, now=now)
        unchanged = {key: value for key, value in run.counts.items() if key == "unchanged"}
        CrawlRun.objects.filter(pk=run.pk).update(counts={**count_results(run_id=run.pk), **unchanged})
        record(action=GONE_RETIRED, actor=by, subject=subject_of(site=run.site), detail={"count": count}, at=now)
    return count
