"""Door of Celery for billing: what each town needs once a night."""

from celery import shared_task
from django.utils import timezone

from billing.rolling_up.roll_up import roll_up
from tenants.public import current_town


@shared_task(name="billing.nightly", queue="sweep", time_limit=300, soft_time_limit=280)
def nightly() -> int:
    """Bring the consortium's figures of this town up to date; how many rows were written."""
    return roll_up(town=current_town(), now=timezone.now()).rows
