"""kill -9 of a real worker in the middle of a site: the next one goes on, and no page is taken in twice."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from knowledge.crawling.start import start_run
from knowledge.crawling.sweep import sweep_runs
from knowledge.models import CrawlRun, Document, Ingestion, Visit
from tenants.public import Town, in_town
from tests.knowledge.crawling.conftest import make_site
from tests.knowledge.crawling.site import Site, page, served
from tests.towns import test_town
from tests.yuimachi import worker as workers
from yuimachi.broker import release_unfinished

pytestmark = [pytest.mark.slow]
PAGES = 24


@pytest.fixture
def queues(committed_database: None, monkeypatch, tmp_path: Path) -> Iterator[tuple[str, Site]]:
    """Queues of this test's own database, and a site of 24 slow pages that worker and test may read."""
    with served() as site, workers.own_queues() as conninfo:
        monkeypatch.setenv("YUIMACHI_TEST_STATE", str(tmp_path / "state"))
        monkeypatch.setenv("YUIMACHI_CRAWL_OPEN_ADDRESSES", site.host)
        monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path / "state" / "files")
        names = [f"page{number}.html" for number in range(PAGES - 1)]
        site.pages["/"] = page("試験町", "ようこそ。町の暮らしの案内です。", *names)
        for number, name in enumerate(names):
            site.pages[f"/{name}"] = page(f"案内{number}", f"{number}番の窓口の案内です。手数料は{number}0円です。")
            site.pages[f"/{name}"].seconds = 0.2
        yield conninfo, site


def _read(town: Town) -> int:
    with in_town(town):
        return Visit.objects.exclude(state=Visit.State.WAITING).count()


def _over(town: Town) -> bool:
    with in_town(town):
        return CrawlRun.objects.get().state == CrawlRun.State.DONE


def test_the_next_worker_goes_on_and_no_page_comes_twice(queues: tuple[str, Site], tmp_path: Path) -> None:
    conninfo, served_site = queues
    town, log = test_town(0), tmp_path / "worker.log"
    with in_town(town):
        site = make_site(served_site.url)
        start_run(site_id=site.pk, by_id=None, now=timezone.now())
    first = workers.start_worker(log, queues="crawl")
    try:
        assert workers.wait_until(lambda: _read(town) >= 5), log.read_text()[-3000:]
    finally:
        workers.kill_hard(first)
    before = _read(town)
    assert before < PAGES, "the worker was killed too late to prove anything"

    release_unfinished(conninfo=conninfo, queues=["crawl"])
    with in_town(town):
        assert CrawlRun.objects.get().state == CrawlRun.State.WORKING
        CrawlRun.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
        assert sweep_runs(now=timezone.now()) == 1
    second = workers.start_worker(log, queues="crawl")
    try:
        assert workers.wait_until(lambda: _over(town)), log.read_text()[-3000:]
    finally:
        workers.kill_hard(second)
    with in_town(town):
        assert CrawlRun.objects.get().counts == {Visit.Result.NEW: PAGES}
        assert Document.objects.count() == Ingestion.objects.count() == PAGES
    pages = {path: times for path, times in served_site.counts().items() if path.startswith("/page")}
    assert len(pages) == PAGES - 1
    assert sum(pages.values()) <= PAGES, "only the page that was being fetched is fetched again"
