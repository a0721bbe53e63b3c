"""Rows of a change: each with its fields before and after, written in few statements, and written back."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import models

from knowledge.models import Document, FaqEntry, Gap, IngestionBatch, Site

_DAYS: Final = ("valid_from", "valid_until")
_TIMES: Final = ("approved_at", "withdrawn_at", "proposed_at")
_DATED: Final = ("document", "entry")  # tables with `updated_at`, which bulk_update does not set by itself
_AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """`before` and `after` hold plain values (days and times as ISO text) of the same fields."""

    table: str
    id: int
    before: dict[str, Any]
    after: dict[str, Any]

    def plain(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)


def changed_row(*, table: str, row: models.Model, values: dict[str, Any]) -> ChangedRow | None:
    """What setting `values` on a row would change; None when nothing would."""
    differing = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not differing:
        return None
    before = {name: _plain(getattr(row, name)) for name in differing}
    return ChangedRow(table, row.pk, before, {name: _plain(value) for name, value in differing.items()})


def write_rows(*, rows: Sequence[ChangedRow], now: datetime) -> None:
    """Give the rows their new values: a statement a table and 200 rows. Within the caller's transaction."""
    by_table: dict[str, list[ChangedRow]] = defaultdict(list)
    for row in rows:
        by_table[row.table].append(row)
    for table, changed in by_table.items():
        there = rows_of(table=table).in_bulk([row.id for row in changed])
        for row in changed:
            if row.id in there:
                _set(there[row.id], row.after | ({"updated_at": now} if table in _DATED else {}))
        fields = {name.removesuffix("_id") for row in changed for name in row.after}
        fields |= {"updated_at"} if table in _DATED else set()
        rows_of(table=table).bulk_update(there.values(), sorted(fields), batch_size=_AT_ONCE)


def still_as_written(*, rows: Sequence[ChangedRow]) -> list[ChangedRow]:
    """Those whose fields still hold what the change wrote: nobody has gone on with them since."""
    kept = []
    for table in sorted({row.table for row in rows}):
        mine = [row for row in rows if row.table == table]
        there = rows_of(table=table).in_bulk([row.id for row in mine])
        kept += [row for row in mine if row.id in there and _holds(there[row.id], row.after)]
    return kept


def turned(row: ChangedRow) -> ChangedRow:
    """The way back."""
    return ChangedRow(row.table, row.id, row.after, row.before)


def fingerprint(*, rows: Sequence[ChangedRow]) -> str:
    """The same for the same changes: what a person saw is what is written."""
    plain = json.dumps([row.plain() for row in rows], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()[:32]


def rows_of(*, table: str) -> models.QuerySet[Any]:
    """The rows that a change may name, by the table's word. Raises KeyError."""
    known: dict[str, models.QuerySet[Any]] = {
        "document": Document.objects.all(),
        "entry": FaqEntry.objects.all(),
        "gap": Gap.objects.all(),
        "batch": IngestionBatch.objects.all(),
        "site": Site.objects.standing(),
    }
    return known[table]


def _set(row: models.Model, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, _read(name, value))


def _read(name: str, value: Any) -> Any:
    if value and name in _DAYS:
        return date.fromisoformat(value)
    return datetime.fromisoformat(value) if value and name in _TIMES else value


def _holds(row: models.Model, values: dict[str, Any]) -> bool:
    return all(_plain(getattr(row, name)) == value for name, value in values.items())


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
