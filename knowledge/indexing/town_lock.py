"""One writer at a time to the counts of a town's index."""

from django.db import connection

from tenants.public import current_schema

_CLASS = 7_001  # first key of the pair: what is locked; the second is the town


def lock_index() -> None:
    """Wait for the right to change the counts of the entered town; held until the transaction ends.

    An advisory lock and not one on the row of statistics, because searches read that row while others write.
    Raises TransactionManagementError outside of a transaction, where the lock would be gone at once.
    """
    connection.validate_no_broken_transaction()
    if not connection.in_atomic_block:
        raise RuntimeError("lock_index needs a transaction")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_CLASS, current_schema()])
