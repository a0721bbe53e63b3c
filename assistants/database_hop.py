"""A hop to the database with an end in time: a slow one leads to the desk, not to a page that never comes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from time import monotonic
from typing import Any, Final

from django.db import DatabaseError, OperationalError, connection

PREPARE_SECONDS: Final = 6.0  # all queries before the stream together
DESK_SECONDS: Final = 1.5  # after a failure; somebody has waited already
RECORD_SECONDS: Final = 6.0
STATEMENT_SECONDS: Final = 3.0  # a healthy one takes milliseconds


class HopTooLong(OperationalError):
    """The hop's time is used up, so its next query is not begun."""


@contextmanager
def database_hop(*, seconds: float) -> Iterator[None]:
    """Queries of the block end within `seconds`, or at most one statement's time later; the connection is given back.

    The server cancels a statement after STATEMENT_SECONDS (or `seconds` when less): OperationalError. After `seconds`
    no further one begins: HopTooLong. A server that does not even say no is left to the time limits of the wire
    (settings). Inside a transaction of the caller the connection stays his and gets its limit back.
    """
    until = monotonic() + seconds

    def in_time(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if monotonic() > until:
            raise HopTooLong("the database is too slow to answer somebody who waits")
        return execute(sql, params, many, context)

    try:
        _limit(f"SET statement_timeout = {int(min(seconds, STATEMENT_SECONDS) * 1000)}")
        with connection.execute_wrapper(in_time):
            yield
    finally:
        if connection.in_atomic_block:
            with suppress(DatabaseError):
                _limit("RESET statement_timeout")
        else:
            connection.close()  # a pool takes the limit back, see `leave_every_town`


def _limit(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
