"""Make a key and revoke it; both stand in the audit log, the key itself nowhere."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from audit_log.public import Actor, Subject, record
from tenants.audit_actions import KEY_MADE, KEY_REVOKED
from tenants.models import ApiKey

MARK: Final = "yui"  # what a key begins with, so that scanners of leaked secrets can know it
_PREFIX_BYTES: Final = 4


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A new key; `key` is known only now."""

    id: int
    name: str
    key: str


def hash_of_key(*, key: str) -> str:
    """What is stored. The key is 256 bits of chance, so that a plain hash cannot be searched."""
    return hashlib.sha256(key.encode()).hexdigest()


def make_key(
    *,
    name: str,
    scopes: Sequence[str],
    most_a_minute: int,
    expires_at: datetime | None,
    actor: Actor,
    now: datetime,
) -> MadeKey:
    """A key of the entered town."""
    prefix = f"{MARK}_{secrets.token_hex(_PREFIX_BYTES)}"[:12]
    key = f"{prefix}_{secrets.token_urlsafe(32)}"
    with transaction.atomic():
        row = ApiKey.objects.create(
            name=name,
            prefix=prefix,
            key_hash=hash_of_key(key=key),
            scopes=list(scopes),
            most_a_minute=most_a_minute,
            created_by_id=int(actor.id) if actor.id.isdecimal() else None,
            created_at=now,
            expires_at=expires_at,
        )
        detail = {"scopes": list(scopes), "expires": expires_at.isoformat() if expires_at else ""}
        record(action=KEY_MADE, actor=actor, subject=_subject(row), detail=detail, at=now)
    return MadeKey(row.pk, name, key)


def revoke_key(*, row: ApiKey, actor: Actor, now: datetime) -> None:
    """Make a key worthless at once; done twice it changes nothing."""
    with transaction.atomic():
        if ApiKey.objects.filter(pk=row.pk, revoked_at=None).update(revoked_at=now):
            record(action=KEY_REVOKED, actor=actor, subject=_subject(row), at=now)


def _subject(row: ApiKey) -> Subject:
    return Subject("tenants.api_key", str(row.pk), f"{row.name}（{row.prefix}…）")
