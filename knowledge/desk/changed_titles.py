"""What the rows of a change are called, by table and id."""

from collections.abc import Sequence
from typing import Final

from knowledge.changing.rows import ChangedRow, rows_of

_NAMED_BY: Final = {"document": "title", "entry": "question", "gap": "label", "batch": "label", "site": "address"}


def titles_of(*, rows: Sequence[ChangedRow]) -> dict[tuple[str, int], str]:
    """One query a table."""
    titles: dict[tuple[str, int], str] = {}
    for table, field in _NAMED_BY.items():
        ids = [row.id for row in rows if row.table == table]
        if ids:
            found = rows_of(table=table).filter(pk__in=ids).values_list("pk", field)
            titles |= {(table, pk): title for pk, title in found}
    return titles
