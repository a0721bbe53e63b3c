"""Door of Celery for tenancy: what each town needs once a night."""

from celery import shared_task
from django.utils import timezone

from tenants.configuring.audit_retention import purge_audit_log


@shared_task(name="tenants.nightly", queue="sweep", time_limit=600, soft_time_limit=540)
def nightly() -> int:
    """Delete entries of the audit log that the town's policy no longer keeps; how many."""
    return purge_audit_log(now=timezone.now())
