"""Door of Celery for the shared library: what each town needs once a night."""

from celery import shared_task
from django.utils import timezone

from templates.adopting.follow import follow


@shared_task(name="templates.nightly", queue="sweep", time_limit=600, soft_time_limit=540)
def nightly() -> int:
    """Bring unchanged copies up to date where the town said so; how many were."""
    return follow(now=timezone.now())
