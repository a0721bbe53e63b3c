"""Door of Celery for the whole: sweeps of towns with open work, and every town's rounds by the hour and by night."""

from collections.abc import Sequence

from celery import current_app, shared_task
from django.utils import timezone

from tenants.public import OperatorTask, Town, all_towns, close_due_towns, in_town, towns_with_open_work

SWEEP_SUFFIX = ".sweep"  # an app with background work names its own sweep `<app>.sweep`
HOURLY_SUFFIX = ".hourly"  # what every town needs each hour, whether anything happened there or not
NIGHTLY_SUFFIX = ".nightly"  # and once a night


@shared_task(name="yuimachi.sweep_towns", base=OperatorTask, queue="sweep", time_limit=60, soft_time_limit=50)
def sweep_towns() -> int:
    """Enqueue each app's sweep in each marked town; returns how many were sent. Two queries when nothing is open."""
    return _send(SWEEP_SUFFIX, towns_with_open_work(now=timezone.now()), expires=300)


@shared_task(name="yuimachi.go_round_hourly", base=OperatorTask, queue="sweep", time_limit=600, soft_time_limit=540)
def go_round_hourly() -> int:
    """Enqueue each app's hourly work in every serving town, and close towns whose last day is over; how many were sent.

    In this order: a town that cannot be closed must not hold the others' rounds up.
    """
    sent = _send(HOURLY_SUFFIX, all_towns(), expires=50 * 60)
    close_due_towns(now=timezone.now())
    return sent


@shared_task(name="yuimachi.go_round_nightly", base=OperatorTask, queue="sweep", time_limit=600, soft_time_limit=540)
def go_round_nightly() -> int:
    """Enqueue each app's nightly work in every serving town; returns how many were sent."""
    return _send(NIGHTLY_SUFFIX, all_towns(), expires=20 * 60 * 60)


def _send(suffix: str, towns: Sequence[Town], *, expires: int) -> int:
    rounds = [task for name, task in current_app.tasks.items() if name.endswith(suffix)]
    for town in towns:
        with in_town(town):
            for task in rounds:
                task.apply_async(queue="sweep", expires=expires)
    return len(towns) * len(rounds)
