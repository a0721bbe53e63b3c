"""Door of Celery for the assistants: each task runs in the town of its message and makes one call."""

from celery import shared_task
from django.utils import timezone

from assistants.evaluating import enqueue as evaluating
from assistants.evaluating.run import work_on as work_on_run
from assistants.evaluating.upkeep import measure_again, notice_stale, sweep_runs
from assistants.exporting import enqueue as exporting
from assistants.exporting.run import work_on as work_on_file
from assistants.exporting.upkeep import forget_exports, sweep_exports
from assistants.handover import enqueue
from assistants.handover.deliver import push
from assistants.handover.forget import close_quiet, forget_contacts
from assistants.handover.mails import tell
from assistants.handover.sweep import sweep_handovers
from assistants.inquiring import enqueue as inquiring_names
from assistants.inquiring.attach import read_attached
from assistants.inquiring.sweep import sweep_inquiries
from assistants.line.enqueue import NIGHTLY, SEND, SWEEP, WORK
from assistants.line.send import send
from assistants.line.sweep import forget_line, sweep_line
from assistants.line.work import work_on
from assistants.listening.enqueue import HOURLY as LISTENING_HOURLY
from assistants.listening.forget import forget_words
from assistants.retention import forget_saved_texts, purge_conversations, purge_prompt_results
from assistants.reviewing.tally import tally_days


@shared_task(name=enqueue.TELL, queue="mail")
def tell_section(handover_id: int) -> bool:
    """Mail the section that something waits."""
    return tell(handover_id=handover_id, now=timezone.now())


@shared_task(name=enqueue.PUSH, queue="quick")
def push_word(message_id: int) -> bool:
    """Push a desk's word to its channel."""
    return push(message_id=message_id, now=timezone.now())


@shared_task(name=enqueue.SWEEP, queue="sweep", time_limit=120, soft_time_limit=100)
def sweep() -> int:
    """Send again what was lost; alarm about broken promises."""
    return sweep_handovers(now=timezone.now())


@shared_task(name=enqueue.HOURLY, queue="sweep", time_limit=120, soft_time_limit=100)
def hourly() -> int:
    """The same in towns that nobody marked: a promise made on Friday ends on Monday."""
    return sweep_handovers(now=timezone.now())


@shared_task(name=enqueue.NIGHTLY, queue="sweep", time_limit=600, soft_time_limit=540)
def nightly() -> int:
    """Count finished days; close quiet talks, forget contacts and old texts, delete conversations past retention."""
    now = timezone.now()
    tally_days(now=now)
    gone = close_quiet(now=now) + forget_contacts(now=now) + forget_saved_texts(now=now)
    return gone + purge_conversations(now=now) + purge_prompt_results(now=now)


@shared_task(name=WORK, queue="quick", time_limit=120, soft_time_limit=110)
def work_on_line_event(event_id: int) -> bool:
    """Answer one event of LINE."""
    return work_on(event_id=event_id, now=timezone.now())


@shared_task(name=SEND, queue="quick", time_limit=90, soft_time_limit=80)
def send_line_message(message_id: int) -> bool:
    """Send one message by LINE."""
    return send(message_id=message_id, now=timezone.now())


@shared_task(name=SWEEP, queue="sweep", time_limit=60, soft_time_limit=50)
def sweep_line_work() -> int:
    """Ring again for what was lost."""
    return sweep_line(now=timezone.now())


@shared_task(name=NIGHTLY, queue="sweep", time_limit=300, soft_time_limit=280)
def forget_line_work() -> int:
    """Delete what is long done."""
    return forget_line(now=timezone.now())


@shared_task(name=inquiring_names.READ, queue="quick", time_limit=300, soft_time_limit=280)
def read_attached_file(file_id: int) -> bool:
    """Read a file that staff attached to an inquiry."""
    return read_attached(file_id=file_id, now=timezone.now())


@shared_task(name=inquiring_names.SWEEP, queue="sweep", time_limit=60, soft_time_limit=50)
def sweep_inquiry_files() -> int:
    """Ring again for files that nobody reads."""
    return sweep_inquiries(now=timezone.now())


@shared_task(name=evaluating.WORK, queue="upkeep", time_limit=300, soft_time_limit=280)
def work_on_evaluation(run_id: int) -> str:
    """Ask a slice of a run's questions."""
    return str(work_on_run(run_id=run_id) or "")


@shared_task(name=evaluating.SWEEP, queue="sweep", time_limit=60, soft_time_limit=50)
def sweep_evaluations() -> int:
    """Ring again for runs that were lost."""
    return sweep_runs(now=timezone.now())


@shared_task(name=evaluating.HOURLY, queue="sweep", time_limit=120, soft_time_limit=100)
def look_after_evaluations() -> int:
    """Notice what has grown stale, then measure it again."""
    now = timezone.now()
    return notice_stale(now=now) + measure_again(now=now)


@shared_task(name=exporting.WORK, queue="upkeep", time_limit=1800, soft_time_limit=1740)
def work_on_export(export_id: int) -> str:
    """Make a file of the conversation log."""
    return str(work_on_file(export_id=export_id) or "")


@shared_task(name=exporting.SWEEP, queue="sweep", time_limit=60, soft_time_limit=50)
def sweep_lost_exports() -> int:
    """Ring again for exports that were lost."""
    return sweep_exports(now=timezone.now())


@shared_task(name=exporting.HOURLY, queue="sweep", time_limit=120, soft_time_limit=100)
def forget_old_exports() -> int:
    """Delete files that were kept for a day."""
    return forget_exports(now=timezone.now())


@shared_task(name=LISTENING_HOURLY, queue="sweep", time_limit=60, soft_time_limit=50)
def forget_listening() -> int:
    """Forget the words of talks that are over."""
    return forget_words(now=timezone.now())
