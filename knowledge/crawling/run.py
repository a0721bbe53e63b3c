"""Reads a site, slice by slice. Start reading the crawler here.

Opening (robots.txt, sitemaps) → reading (the frontier, one address after the other) → handing in (what changed goes to
ingestion) → retiring (what is gone leaves service). All state stands in tables: a worker may be killed anywhere, and
the next one goes on with the next row. After a minute the run goes back to the queue, so that towns take turns.
"""

import json
import secrets
import time
from collections.abc import Callable, Mapping
from typing import Final

import structlog
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.public import LostJob
from knowledge.crawling import limits
from knowledge.crawling.addresses import Scope, canonical
from knowledge.crawling.boilerplate import repeated_blocks
from knowledge.crawling.fetch import Fetcher, NotFetched
from knowledge.crawling.finish import fail, finish
from knowledge.crawling.frontier import Found, add_found
from knowledge.crawling.hand_in import HandingIn, hand_in
from knowledge.crawling.hold import hold_on
from knowledge.crawling.reasons import Reason
from knowledge.crawling.retire import note_unlinked, retire_gone
from knowledge.crawling.robots import CLOSED, Robots, fetch_robots
from knowledge.crawling.sitemap import listed
from knowledge.crawling.start import ring_for_run
from knowledge.crawling.visit import Reading, known_pages, make_visit
from knowledge.ingesting.receive import open_batch
from knowledge.ingesting.ring import ring
from knowledge.models import CrawlRun, SitePage, Visit

_Step = CrawlRun.Step
_CUT: Final = Reason.LIMIT.value
log = structlog.get_logger(__name__)


def work_on(*, run_id: int, slice_seconds: float = limits.SLICE.total_seconds()) -> CrawlRun.State | None:
    """Do one slice of a run; returns its state then, None when somebody else has it or it is over.

    Never raises for what a site does.
    """
    run = CrawlRun.claim(pk=run_id, now=timezone.now(), lease=limits.LEASE)
    if run is None:
        return None
    try:
        _slice(run, time.monotonic() + slice_seconds)
    except LostJob:
        log.info("run given up: stopped or taken over", run=run.pk)
    except NotFetched as failed:
        fail(run=run, reason=failed.reason, detail=failed.detail, now=timezone.now())
    except Exception:
        reference = secrets.token_hex(4).upper()
        log.exception("crawl failed unexpectedly", run=run.pk, reference=reference)
        fail(run=run, reason=Reason.UNEXPECTED, reference=reference, now=timezone.now())
    return CrawlRun.State(CrawlRun.objects.values_list("state", flat=True).get(pk=run.pk))


def _slice(run: CrawlRun, until: float) -> None:
    if run.attempts > limits.MOST_ATTEMPTS:
        raise NotFetched(Reason.CRASHED)
    hold_on(run=run, now=timezone.now(), started_at=run.started_at or timezone.now())
    with Fetcher(delay=run.site.delay) as fetcher:
        while time.monotonic() < until:
            got_on = _STEPS[_Step(run.step)](run, fetcher, until)
            if got_on is None:
                return  # the run is over
            run.step = got_on
    _go_back(run)


def _go_back(run: CrawlRun) -> None:
    """Other towns have their turn; the next slice begins where this one ended."""
    now = timezone.now()
    with transaction.atomic():
        hold_on(run=run, now=now, state=CrawlRun.State.QUEUED, lease_until=None, attempts=0)
        ring_for_run(run_id=run.pk, now=now)


def _open(run: CrawlRun, fetcher: Fetcher, _until: float) -> _Step:
    """robots.txt of each host, then the first addresses. Raises NotFetched when the site's own cannot be known."""
    scope = Scope.of(site=run.site)
    texts = {}
    for host in scope.hosts:
        try:
            texts[host] = fetch_robots(fetcher=fetcher, scheme=scope.scheme, host=host)
        except NotFetched:
            if host == scope.hosts[0]:
                raise
            texts[host] = CLOSED
    robots = Robots(texts=texts)
    now = timezone.now()
    hold_on(run=run, now=now, robots=json.dumps(texts))
    _add(run, scope, robots, [Found(run.site.address)], 0)
    maps = robots.sitemaps or (f"{scope.scheme}://{scope.hosts[0]}/sitemap.xml",)
    may = _may_read(scope, robots)
    pages = listed(fetcher=fetcher, starts=maps, may=may, most=run.site.most_pages)
    found = ((canonical(address=page.address), page.changed_at) for page in pages)
    whole = _add(run, scope, robots, [Found(address, changed_at=at) for address, at in found if address], 1)
    hold_on(run=run, now=timezone.now(), step=_Step.READING, detail="" if whole else _CUT)
    return _Step.READING


def _may_read(scope: Scope, robots: Robots) -> Callable[[str], bool]:
    """A sitemap may lie anywhere on the site's own hosts."""

    def may(address: str) -> bool:
        found = scope.own(address=canonical(address=address))
        return robots.allows(address=found)

    return may


def _add(run: CrawlRun, scope: Scope, robots: Robots, found: list[Found], depth: int) -> bool:
    now = timezone.now()
    return add_found(run=run, scope=scope, robots=robots, found=found, depth=depth, found_on="", now=now)


def _read(run: CrawlRun, fetcher: Fetcher, until: float) -> _Step:
    run.refresh_from_db(fields=["robots", "failures"])
    robots = Robots(texts=json.loads(run.robots))
    fetcher.delay = max(run.site.delay, robots.delay)
    reading = Reading(run, Scope.of(site=run.site), robots, fetcher)
    while time.monotonic() < until:
        rows = _next_rows(run, Visit.State.WAITING)
        if not rows:
            return _end_of_frontier(run)
        known = known_pages(run=run, visits=rows)
        for visit in rows:
            _visit(run, reading, visit, known.get(visit.address))
            if time.monotonic() >= until:
                break
    return _Step.READING


def _next_rows(run: CrawlRun, state: Visit.State) -> list[Visit]:
    """The next few in the order in which they were found; what is found meanwhile stands behind them."""
    return list(Visit.objects.filter(run=run, state=state).order_by("pk")[: limits.ROWS_AT_ONCE])


def _visit(run: CrawlRun, reading: Reading, visit: Visit, known: SitePage | None) -> None:
    now = timezone.now()
    hold_on(run=run, now=now)
    visit.tries += 1
    Visit.objects.filter(pk=visit.pk).update(tries=F("tries") + 1)  # before the fetch: it may take the worker down
    if visit.tries > limits.MOST_TRIES:
        values = {"state": Visit.State.OVER, "result": Visit.Result.FAILED, "reason": Reason.CRASHED.value, "at": now}
        Visit.objects.filter(pk=visit.pk).update(**values)
        return
    visited = make_visit(reading=reading, visit=visit, known=known, now=now)
    failures, run.failures = run.failures, run.failures + 1 if visited.down else 0
    if visited.cut or visited.down or run.failures != failures:
        hold_on(run=run, now=timezone.now(), failures=run.failures, **({"detail": _CUT} if visited.cut else {}))
    front = visit.address == run.site.address and visit.result == Visit.Result.FAILED
    if front or run.failures >= limits.FAILURES_IN_A_ROW:
        raise NotFetched(Reason.SITE_DOWN, f"{visit.reason} {visit.detail}".strip())


def _end_of_frontier(run: CrawlRun) -> _Step:
    """Look at what nothing led to as well; when that is done too, the reading is over."""
    note_unlinked(run=run)
    if Visit.objects.filter(run=run, state=Visit.State.WAITING).exists():
        return _Step.READING
    hold_on(run=run, now=timezone.now(), step=_Step.HANDING_IN)
    return _Step.HANDING_IN


def _hand_in(run: CrawlRun, _fetcher: Fetcher, until: float) -> _Step:
    repeated = repeated_blocks(site_id=run.site_id)
    if run.batch_id is None:
        run.batch_id = open_batch(label=_("公式サイト %(host)s") % {"host": run.site.source.name}, by_id=run.by_id)
        hold_on(run=run, now=timezone.now(), batch_id=run.batch_id)
    handing = HandingIn(run, repeated, run.batch_id)
    while time.monotonic() < until:
        rows = _next_rows(run, Visit.State.READ)
        if not rows:
            ring(now=timezone.now())
            hold_on(run=run, now=timezone.now(), step=_Step.RETIRING)
            return _Step.RETIRING
        for visit in rows:
            now = timezone.now()
            hold_on(run=run, now=now)
            hand_in(handing=handing, visit=visit, now=now)
            if time.monotonic() >= until:
                break
    ring(now=timezone.now())
    return _Step.HANDING_IN


def _retire(run: CrawlRun, _fetcher: Fetcher, _until: float) -> None:
    now = timezone.now()
    cut = CrawlRun.objects.values_list("detail", flat=True).get(pk=run.pk) == _CUT
    with transaction.atomic():  # a run that is over has counted what it missed, once
        warned = retire_gone(run=run, cut=cut, now=now)
        finish(run=run, reason=warned or (Reason.LIMIT if cut else None), now=now)


_STEPS: Final[Mapping[_Step, Callable[[CrawlRun, Fetcher, float], _Step | None]]] = {
    _Step.OPENING: _open,
    _Step.READING: _read,
    _Step.HANDING_IN: _hand_in,
    _Step.RETIRING: _retire,
}
