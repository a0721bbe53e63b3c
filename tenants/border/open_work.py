"""Marks the towns with open background work, so that the sweeper costs nothing for towns at rest.

A mark is written in the same transaction as the work itself and runs out after a while; a town's sweep renews it as
long as it finds something open. Nothing has to be deleted at the right moment, so nothing can be forgotten.
"""

from datetime import datetime, timedelta

from django.db import connection

from tenants.border.current import Town, current_town, in_public
from tenants.models import Municipality, OpenWork

MARK_LASTS = timedelta(minutes=15)
_RENEW_AFTER = timedelta(minutes=1)  # not at each call: two transactions of a town would wait for each other's row

_MARK = """
    INSERT INTO tenants_openwork AS mark (schema_name, marked_at) VALUES (%(schema)s, %(now)s)
    ON CONFLICT (schema_name) DO UPDATE SET marked_at = EXCLUDED.marked_at WHERE mark.marked_at < %(old)s
"""


def mark_open_work(*, now: datetime) -> None:
    """The entered town has work that a sweep must look after. Raises NoTown."""
    schema = current_town().schema_name
    with in_public(), connection.cursor() as cursor:
        cursor.execute(_MARK, {"schema": schema, "now": now, "old": now - _RENEW_AFTER})


def towns_with_open_work(*, now: datetime) -> list[Town]:
    """Towns marked within `MARK_LASTS` that are not suspended, in two queries; forgets older marks."""
    with in_public():
        OpenWork.objects.filter(marked_at__lt=now - MARK_LASTS).delete()
        marked = OpenWork.objects.values("schema_name")
        rows = Municipality.objects.serving().filter(schema_name__in=marked).with_host()
        return [row.as_town(host=str(getattr(row, "host", None) or "")) for row in rows]
