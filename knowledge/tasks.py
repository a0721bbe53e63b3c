"""Door of Celery for knowledge: each task runs in the town of its message and makes one call."""

from celery import shared_task
from django.utils import timezone

from knowledge.crawling.run import work_on
from knowledge.crawling.schedule import start_due
from knowledge.crawling.sweep import sweep_runs
from knowledge.enqueue import CRAWL, HOURLY, INGEST, NIGHTLY, REMIND, SORT_GAPS, SWEEP
from knowledge.gaps.forget import forget_old
from knowledge.gaps.sort_in import ask_for_sorting, sort_in_new
from knowledge.indexing.reembed import reembed as make_wanted_space
from knowledge.indexing.reweigh import reweigh_when_drifted
from knowledge.indexing.upkeep import REEMBED, REWEIGH, ask_for_upkeep
from knowledge.ingesting.pipeline import ingest as take_in
from knowledge.ingesting.ring import ring
from knowledge.ingesting.sweep import sweep_ingestions
from knowledge.reminding.rounds import ask_for_sending, remind_in_working_hours
from knowledge.reminding.send import send_due


@shared_task(name=INGEST, queue="ingest")
def ingest(ingestion_id: int) -> None:
    """Take one received file in, and ring for the next."""
    take_in(ingestion_id=ingestion_id)
    ring(now=timezone.now())


@shared_task(name=SWEEP, queue="sweep", time_limit=120, soft_time_limit=100)
def sweep() -> int:
    """Ring again for jobs that were lost, and for upkeep of the index that is due."""
    now = timezone.now()
    ask_for_upkeep(now=now)
    ask_for_sorting(now=now)
    ask_for_sending(now=now)
    return sweep_ingestions(now=now) + sweep_runs(now=now)


@shared_task(name=HOURLY, queue="sweep", time_limit=120, soft_time_limit=100)
def hourly() -> int:
    """Start the readings of web sites that are due, and tell of documents that end soon."""
    now = timezone.localtime()
    remind_in_working_hours(now=now)
    return start_due(now=now)


@shared_task(name=CRAWL, queue="crawl", time_limit=300, soft_time_limit=270)
def crawl(run_id: int) -> None:
    """Do one slice of reading a web site. The limits end what no time limit of a connection ended."""
    work_on(run_id=run_id)


@shared_task(name=SORT_GAPS, queue="quick", time_limit=300, soft_time_limit=280)
def sort_gaps() -> int:
    """Sort questions without an answer into gaps."""
    return sort_in_new(now=timezone.now())


@shared_task(name=REMIND, queue="mail", time_limit=300, soft_time_limit=280)
def remind() -> int:
    """Mail what is due to be told."""
    return send_due(now=timezone.now())


@shared_task(name=NIGHTLY, queue="sweep", time_limit=600, soft_time_limit=580)
def nightly() -> None:
    """Forget what is old."""
    forget_old(now=timezone.now())


@shared_task(name=REWEIGH, queue="quick")
def reweigh() -> bool:
    """Weigh all passages anew when their average length moved."""
    return reweigh_when_drifted()


@shared_task(name=REEMBED, queue="upkeep")
def reembed() -> bool:
    """Make the wanted space, or go on with the one begun."""
    return make_wanted_space(now=timezone.now())
