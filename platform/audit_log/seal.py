"""The hash that seals an entry to the one before it: SHA-256 over canonical JSON. see docs/audit-log.md."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from audit_log.models import Entry

FIRST = "0" * 64  # previous_hash of entry 1
_SEALED = (
    "id", "actor_kind", "actor_id", "actor_label", "action", "subject_kind", "subject_id", "subject_label", "detail",
    "request_id", "ip", "previous_hash",
)  # fmt: skip
_UNSTORABLE = {0: "\ufffd", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}  # PostgreSQL cannot hold these


def seal_of(*, entry: Entry) -> str:
    """64 hexadecimal digits: SHA-256 of the entry's fields (all but `hash`) as canonical JSON in UTF-8.

    Canonical: keys sorted by code point, no blanks, nothing escaped beyond what JSON demands, `at` in UTC with six
    decimals as 2026-04-01T00:00:00.000000Z.
    """
    fields: dict[str, Any] = {name: getattr(entry, name) for name in _SEALED}
    fields["at"] = entry.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    canonical = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def plain_detail(detail: Mapping[str, Any]) -> dict[str, Any]:
    """`detail` in values that come back from the database exactly as they went in.

    Floats, decimals, dates and ids become text: a float may return from jsonb as an integer and break the seal.
    Raises TypeError for anything else that JSON does not know.
    """
    return {plain_text(str(key)): _plain(value) for key, value in detail.items()}


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Mapping):
        return plain_detail(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(each) for each in (sorted(value) if isinstance(value, set | frozenset) else value)]
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, str | float | Decimal | UUID):
        return plain_text(str(value))
    raise TypeError(f"{type(value).__name__} does not belong into an audit entry's detail")


def plain_text(text: str) -> str:
    """Without the two kinds of characters that PostgreSQL refuses."""
    return text.translate(_UNSTORABLE)
