"""Whether a condition leaves so few passages of a large town that scoring all of them beats the indexes."""

from functools import lru_cache
from typing import Any

from django.db import connection

from tenants.public import current_schema

_COUNT = "SELECT count(*) FROM ({findable} LIMIT %s) AS found"
Sql = tuple[str, tuple[Any, ...]]


def leaves_few(*, findable: Sql, passages: int, most: int) -> bool:
    """Whether at most `most` passages meet the condition; one query, remembered while the town has `passages`.

    A remembered answer that is no longer true costs time and changes no result: both roads search under the condition.
    """
    return _leaves_few(current_schema(), findable, passages, most)


@lru_cache(maxsize=2_048)
def _leaves_few(_schema_name: str, findable: Sql, _passages: int, most: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_COUNT.format(findable=findable[0]), [*findable[1], most + 1])
        row = cursor.fetchone()
    return row is not None and int(row[0]) <= most
