"""Doors of Celery for billing: each town's nights and hours, mails that wait, and the operator's work with Stripe."""

from celery import shared_task
from django.utils import timezone

from billing.collecting import enqueue
from billing.collecting.gateway import gateway, is_connected
from billing.collecting.mirror import mirror
from billing.collecting.reconcile import reconcile
from billing.collecting.round import forget_payloads, go_round
from billing.collecting.work import work_on
from billing.rolling_up.roll_up import roll_up
from billing.watching.notify import note_levels, send_notices
from tenants.public import OperatorTask, current_town


@shared_task(name="billing.nightly", queue="sweep", time_limit=300, soft_time_limit=280)
def nightly() -> int:
    """Bring the consortium's figures of this town up to date; how many rows were written."""
    return roll_up(town=current_town(), now=timezone.now()).rows


@shared_task(name="billing.hourly", queue="sweep", time_limit=120, soft_time_limit=110)
def hourly() -> int:
    """Note which allowances run low, and tell the admins; how many mails went out."""
    now = timezone.now()
    note_levels(now=now)
    return send_notices(now=now)


@shared_task(name="billing.sweep", queue="sweep", time_limit=120, soft_time_limit=110)
def sweep() -> int:
    """Mails that a kill or a mail server held up; how many went out."""
    return send_notices(now=timezone.now())


@shared_task(name=enqueue.ROUND, base=OperatorTask, queue="quick", time_limit=280, soft_time_limit=270)
def stripe_round() -> int:
    """Ring for what is new or was lost; nothing without a key."""
    return go_round(gate=gateway(), now=timezone.now()) if is_connected() else 0


@shared_task(name=enqueue.MIRROR, base=OperatorTask, queue="quick", time_limit=280, soft_time_limit=270)
def stripe_mirror(row_id: int) -> bool:
    """Bring one paper to Stripe."""
    return is_connected() and mirror(gate=gateway(), row_id=row_id, now=timezone.now())


@shared_task(name=enqueue.WORK, base=OperatorTask, queue="quick", time_limit=280, soft_time_limit=270)
def stripe_work(event_id: int) -> bool:
    """Work on one notice."""
    return is_connected() and work_on(gate=gateway(), event_id=event_id, now=timezone.now())


@shared_task(name=enqueue.RECONCILE, base=OperatorTask, queue="upkeep", time_limit=1700, soft_time_limit=1640)
def stripe_reconcile() -> bool:
    """Compare both ledgers; also forgets old payloads."""
    if not is_connected():
        return False
    forget_payloads(now=timezone.now())
    return reconcile(gate=gateway(), now=timezone.now()) is not None
