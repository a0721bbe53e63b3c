"""One after the other: sorting questions in, joining and parting change which questions a gap has."""

from typing import Final

from django.db import connection

_LOCK: Final = 0x67617073  # "gaps"; the second key is the schema


def take_turns() -> None:
    """Wait until nobody else in this town changes gaps' questions; until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(current_schema()))", [_LOCK])
