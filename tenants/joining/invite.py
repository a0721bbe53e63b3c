"""Invite an address to join the entered place; only the hash of the link's key is kept."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from tenants.joining.mail_invitation import mail_invitation
from tenants.models import Invitation

VALID_FOR: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Invited:
    """An open invitation; `key` stands in the link and is known only now."""

    invitation_id: int
    email: str
    key: str


def hash_of_key(*, key: str) -> str:
    """What is stored of a link's key."""
    return hashlib.sha256(key.encode()).hexdigest()


def invite(
    *, email: str, roles: Sequence[str], invited_by: str, now: datetime, name: str = "", section_key: str = ""
) -> Invited:
    """Make an invitation and send its mail after commit; an earlier open one of the address is withdrawn."""
    key = secrets.token_urlsafe(32)
    address = email.strip().lower()
    with transaction.atomic():
        Invitation.objects.filter(email=address, accepted_at=None, withdrawn_at=None).update(withdrawn_at=now)
        row = Invitation.objects.create(
            email=address,
            name=name,
            roles=list(roles),
            section_key=section_key,
            key_hash=hash_of_key(key=key),
            invited_by=invited_by,
            created_at=now,
            expires_at=now + VALID_FOR,
        )
        invited = Invited(row.pk, address, key)
        mail_invitation(invited=invited, invited_by=invited_by, expires_at=row.expires_at)
    return invited
