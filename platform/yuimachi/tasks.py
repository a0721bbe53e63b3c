"""Door of Celery for the whole: each minute, send the sweeps of those towns that have open work."""

from celery import current_app, shared_task
from django.utils import timezone

from tenants.public import OperatorTask, in_town, towns_with_open_work

SWEEP_SUFFIX = ".sweep"  # an app with background work names its own sweep `<app>.sweep`


@shared_task(name="yuimachi.sweep_towns", base=OperatorTask, queue="sweep", time_limit=60, soft_time_limit=50)
def sweep_towns() -> int:
    """Enqueue each app's sweep in each marked town; returns how many were sent. Two queries when nothing is open."""
    sweeps = [task for name, task in current_app.tasks.items() if name.endswith(SWEEP_SUFFIX)]
    towns = towns_with_open_work(now=timezone.now())
    for town in towns:
        with in_town(town):
            for sweep in sweeps:
                sweep.apply_async(queue="sweep", expires=300)
    return len(towns) * len(sweeps)
