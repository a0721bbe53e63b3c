"""The audit log's end: entries older than the town's policy keeps are deleted, and that is itself recorded."""

from datetime import datetime, timedelta

from audit_log.public import SHORTEST_RETENTION, SYSTEM, purge
from tenants.models import Policy


def purge_audit_log(*, now: datetime) -> int:
    """How many entries were deleted. A policy shorter than the log's own least (a year) is lengthened to it."""
    days = timedelta(days=Policy.objects.values_list("log_retention_days", flat=True).get(pk=1))
    return purge(before=now - max(days, SHORTEST_RETENTION), actor=SYSTEM, at=now)
