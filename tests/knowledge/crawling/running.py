"""Runs a site's reading and the ingestion it asked for to the end, in this process."""

from django.utils import timezone

from knowledge.crawling.run import work_on
from knowledge.crawling.start import start_run
from knowledge.ingesting.pipeline import ingest
from knowledge.models import CrawlRun, Ingestion, Site, Visit


def crawl(site: Site, *, slice_seconds: float = 60.0) -> CrawlRun:
    """One run, slice by slice."""
    run_id = start_run(site_id=site.pk, by_id=None, now=timezone.now())
    return go_on(run_id, slice_seconds=slice_seconds)


def go_on(run_id: int, *, slice_seconds: float = 60.0) -> CrawlRun:
    """The rest of a run."""
    for _slice in range(2_000):
        work_on(run_id=run_id, slice_seconds=slice_seconds)
        run = CrawlRun.objects.select_related("batch").get(pk=run_id)
        if not run.open:
            return run
    raise AssertionError("the run does not end")


def take_in_all() -> None:
    """What a worker of the queue `ingest` would do."""
    for pk in Ingestion.objects.filter(state=Ingestion.State.QUEUED).values_list("pk", flat=True):
        ingest(ingestion_id=pk)


def results(run: CrawlRun) -> dict[str, tuple[str, str]]:
    """Result and reason of each address of a run's report, by path."""
    rows = Visit.objects.filter(run=run).values_list("address", "result", "reason")
    return {"/" + address.split("/", 3)[3]: (result, reason) for address, result, reason in rows}
