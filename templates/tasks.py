"""Door of Celery for the shared library: each task runs in the place of its message and makes one call."""

from celery import shared_task
from django.utils import timezone

from templates.adopting.count_words import count_words
from templates.adopting.follow import follow
from templates.models import ProofRun
from templates.proving import enqueue
from templates.proving.due import start_due
from templates.proving.figures import count_figures
from templates.proving.publish_figures import publish_figures
from templates.proving.run import work_on
from templates.proving.upkeep import sweep_proofs
from templates.telling import enqueue as telling
from templates.telling.find_news import note_news
from templates.telling.send import send_mails
from templates.wishing.count import count_gaps, put_up_wishes
from tenants.public import OperatorTask


@shared_task(name="templates.nightly", queue="sweep", time_limit=600, soft_time_limit=540)
def nightly() -> int:
    """Bring unchanged copies up to date where the town said so; how many were."""
    return follow(now=timezone.now())


@shared_task(name=enqueue.NIGHTLY, queue="sweep", time_limit=300, soft_time_limit=280)
def tell_figures() -> int:
    """Tell the town's figures and gaps, if it agreed; how many rows."""
    now = timezone.now()
    return count_figures(now=now) + count_gaps(now=now)


@shared_task(name=enqueue.WORK, queue="upkeep", time_limit=900, soft_time_limit=840)
def prove(run_id: int) -> str:
    """Ask the next cases of a proof; when it is over, begin the next that is due."""
    state = work_on(run_id=run_id)
    if state and state not in ProofRun.OPEN:
        start_due(now=timezone.now())
    return str(state or "")


@shared_task(name=enqueue.DUE, queue="upkeep", time_limit=60, soft_time_limit=50)
def begin_due() -> int:
    """Begin the proof of what was just taken over."""
    return start_due(now=timezone.now())


@shared_task(name=enqueue.HOURLY, queue="sweep", time_limit=60, soft_time_limit=50)
def hourly() -> int:
    """Begin the proof of what was approved since, or has a model by now."""
    return start_due(now=timezone.now())


@shared_task(name=enqueue.SWEEP, queue="sweep", time_limit=60, soft_time_limit=50)
def sweep() -> int:
    """Ring for lost proofs."""
    return sweep_proofs(now=timezone.now())


@shared_task(name=enqueue.PUBLISH, base=OperatorTask, queue="sweep", time_limit=300, soft_time_limit=280)
def publish() -> int:
    """Bring what all towns are shown up to date, and the words that the search counts, from public rows alone."""
    now = timezone.now()
    count_words()
    return publish_figures(today=timezone.localdate(now)).shown + put_up_wishes(now=now)


@shared_task(name=telling.SEND, queue="mail", time_limit=120, soft_time_limit=110)
def send() -> int:
    """Mail what was just decided; how many mails went out."""
    return send_mails(now=timezone.now())


@shared_task(name=telling.HOURLY, queue="sweep", time_limit=120, soft_time_limit=110)
def tell_news() -> int:
    """Mail what happened to the things that the town took over; how many mails went out."""
    now = timezone.now()
    note_news(now=now)
    return send_mails(now=now)


@shared_task(name=telling.SWEEP, queue="sweep", time_limit=120, soft_time_limit=110)
def sweep_mails() -> int:
    """Mails that a kill or a mail server held up; how many went out."""
    return send_mails(now=timezone.now())
