"""Looks at the key of a call."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from tenants.issuing_keys.make_key import hash_of_key
from tenants.models import ApiKey

_LONGEST: Final = 200
_NOTED_EVERY: Final = timedelta(minutes=1)  # not with each call: a row would be written for each question


class KeyRefused(Exception):
    """The key opens nothing here. `why`: unknown, expired or revoked."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class KeyHolder:
    """Who calls with a key."""

    key_id: int
    name: str
    scopes: frozenset[str]
    most_a_minute: int

    @property
    def is_authenticated(self) -> bool:
        """As Django's users say it."""
        return True

    def may(self, scope: str) -> bool:
        """Whether the key has the scope."""
        return scope in self.scopes


def check_key(*, key: str, now: datetime) -> KeyHolder:
    """The holder of a key of the entered town; notes its use once a minute. Raises KeyRefused. One or two queries."""
    row = ApiKey.objects.filter(key_hash=hash_of_key(key=key)).first() if 0 < len(key) <= _LONGEST else None
    if row is None:
        raise KeyRefused("unknown")
    if row.revoked_at is not None:
        raise KeyRefused("revoked")
    if row.expires_at is not None and row.expires_at <= now:
        raise KeyRefused("expired")
    if row.last_used_at is None or row.last_used_at < now - _NOTED_EVERY:
        stale = Q(last_used_at=None) | Q(last_used_at__lt=now - _NOTED_EVERY)
        ApiKey.objects.filter(stale, pk=row.pk).update(last_used_at=now)
    return KeyHolder(row.pk, row.name, frozenset(row.scopes), row.most_a_minute)
