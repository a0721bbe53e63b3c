"""How far a run is, in figures and words; what a report lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from knowledge.crawling.finish import count_results
from knowledge.crawling.reasons import sentence
from knowledge.models import CrawlRun, Ingestion, Visit
from web.public import Tab

_R = Visit.Result
REPORTED: Final[Mapping[str, Promise]] = {
    _R.NEW.value: _("新しいページ"),
    _R.CHANGED.value: _("変わったページ"),
    _R.RETIRED.value: _("取り下げた文書"),
    _R.REFUSED.value: _("取り込めないもの"),
    _R.FAILED.value: _("読めなかったページ"),
    _R.SKIPPED.value: _("対象外のページ"),
}
_LEAST_READ: Final = 5


@dataclass(frozen=True, slots=True)
class CrawlBoard:
    """One run as its page and the site's page show it."""

    run: CrawlRun
    counts: Mapping[str, int]
    waiting: int
    read: int
    jobs: Mapping[str, int]
    minutes_left: int | None

    @property
    def found(self) -> int:
        """Addresses of the site that are known so far."""
        return sum(self.counts.values())

    @property
    def told(self) -> str:
        """Why the run failed, or what to know about it."""
        return sentence(reason=self.run.reason)

    @property
    def figures(self) -> list[tuple[Promise | str, int]]:
        """The results that a clerk asks for first."""
        shown = (_R.NEW, _R.CHANGED, _R.RETIRED)
        figures = [(REPORTED[key.value], self.counts.get(key.value, 0)) for key in shown]
        return [*figures, (_("変わらないページ"), self.unchanged)]

    @property
    def unchanged(self) -> int:
        """Pages that are as they were."""
        return self.counts.get(_R.UNCHANGED.value, 0)

    @property
    def failed(self) -> int:
        """Addresses that could not be read."""
        return self.counts.get(_R.FAILED.value, 0) + self.counts.get(_R.REFUSED.value, 0)

    @property
    def skipped(self) -> int:
        """Addresses that were left out on purpose."""
        return self.counts.get(_R.SKIPPED.value, 0)

    @property
    def left_out(self) -> int:
        """Everything that was found and is not taken in."""
        return self.failed + self.skipped

    @property
    def waits_for_people(self) -> int:
        """Files of the run that wait for a decision."""
        return self.jobs.get(Ingestion.State.HELD.value, 0)

    @property
    def being_taken_in(self) -> int:
        """Files of the run that ingestion has before it."""
        return self.jobs.get(Ingestion.State.QUEUED.value, 0) + self.jobs.get(Ingestion.State.WORKING.value, 0)


def crawl_board(*, run: CrawlRun, now: datetime) -> CrawlBoard:
    """Three queries."""
    counts = run.counts if not run.open else count_results(run_id=run.pk)
    states = Visit.objects.filter(run=run).order_by().values("state").annotate(count=Count("pk"))
    by_state: dict[str, int] = dict(states.values_list("state", "count"))
    jobs = Ingestion.objects.filter(batch=run.batch_id).order_by().values("state").annotate(count=Count("pk"))
    by_job: dict[str, int] = dict(jobs.values_list("state", "count")) if run.batch_id else {}
    waiting = by_state.get(Visit.State.WAITING.value, 0)
    read = sum(by_state.values()) - waiting
    return CrawlBoard(run, counts, waiting, read, by_job, _minutes_left(run, read, waiting, now))


def _minutes_left(run: CrawlRun, read: int, waiting: int, now: datetime) -> int | None:
    """At the pace so far, for the addresses known so far; None while the pace says little."""
    if run.step != CrawlRun.Step.READING or not run.open or run.started_at is None or read < _LEAST_READ:
        return None
    left: timedelta = (now - run.started_at) / read * waiting
    return max(1, -(-int(left.total_seconds()) // 60))


def report_tabs(*, run: CrawlRun, query: QueryDict) -> tuple[str, list[Tab]]:
    """The chosen list and the tabs of those that hold something."""
    counts = run.counts if not run.open else count_results(run_id=run.pk)
    there = [key for key in REPORTED if counts.get(key)]
    chosen = query.get("show", "")
    if chosen not in there:
        chosen = there[0] if there else ""
    return chosen, [Tab(str(REPORTED[key]), f"?show={key}", key == chosen, counts[key]) for key in there]
