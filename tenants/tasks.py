"""Doors of Celery for tenancy: what each town needs once a night, and each hour."""

from celery import shared_task
from django.utils import timezone

from tenants.configuring.audit_retention import purge_audit_log
from tenants.notifying.mail import mail_notices
from tenants.operating.take_figures import take_figures


@shared_task(name="tenants.nightly", queue="sweep", time_limit=600, soft_time_limit=540)
def nightly() -> int:
    """Delete entries of the audit log that the town's policy no longer keeps; how many."""
    return purge_audit_log(now=timezone.now())


@shared_task(name="tenants.hourly", queue="sweep", time_limit=120, soft_time_limit=100)
def hourly() -> int:
    """Put down figures and alerts for the operator's console; mail what the operator tells; how many mails."""
    now = timezone.now()
    take_figures(now=now)
    return mail_notices(now=now)
