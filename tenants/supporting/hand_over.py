"""The way from the operator's host into a town: a signed ticket for one grant, good once, for two minutes.

Two hosts share no cookie and two schemas no session, so the ticket goes by address. It is signed with the town's schema
in the salt, and the town keeps the digest of the secret in it. It opens a page with one button; only pressing that uses
it, so that neither a prefetch nor a link in somebody's mail enters by itself.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final

from django.core.signing import BadSignature
from django.db import transaction

from audit_log.public import Actor, ActorKind, Subject, record
from tenants.audit_actions import SUPPORT_ENTERED
from tenants.border.current import Town, current_town, in_public, in_town
from tenants.border.signing import sign, unsign
from tenants.facts import town_policy
from tenants.joining.door import has_second_step
from tenants.models import Municipality, SupportGrant, SupportPass, SupportTicket, SupportVisit
from tenants.supporting.grant import operator_serves, subject_of

TICKET_SECONDS: Final = 120
_PURPOSE: Final = "support-ticket"
_BYTES: Final = 32


class NotLetIn(ValueError):
    """The ticket opens nothing. One reason for all cases: who tries learns nothing from it."""


def make_ticket(*, pass_id: int, operator_id: int, now: datetime) -> tuple[Town, str] | None:
    """The town and a fresh ticket, or None unless this operator's own grant holds. In the public schema."""
    row = SupportPass.objects.filter(pk=pass_id, operator_id=operator_id, until__gt=now, ended_at=None).first()
    place = Municipality.objects.serving().with_host().filter(pk=row.town_id).first() if row else None
    if row is None or place is None:
        return None
    town, secret = place.as_town(host=place.host), secrets.token_urlsafe(_BYTES)
    with in_town(town):
        grant = SupportGrant.objects.live(now=now).filter(pk=row.grant_id, operator_id=operator_id).first()
        if grant is None or not operator_serves(operator_id=operator_id, town=town):
            return None
        SupportTicket.objects.create(grant=grant, digest=digest_of(secret=secret), made_at=now)
        return town, sign(value=[grant.pk, secret], purpose=_PURPOSE)


def use_ticket(*, ticket: str, now: datetime) -> str:
    """The secret of the new visit, for the cookie. In the town. Raises NotLetIn; used tickets, too."""
    grant_id, secret = _read(ticket)
    with transaction.atomic():
        fresh = SupportTicket.objects.filter(digest=digest_of(secret=secret), grant_id=grant_id, used_at=None)
        if not fresh.filter(made_at__gt=now - timedelta(seconds=TICKET_SECONDS)).update(used_at=now):
            raise NotLetIn
        grant = SupportGrant.objects.live(now=now).filter(pk=grant_id).first()
        if grant is None or not _may_still_come(grant):
            raise NotLetIn
        visit = secrets.token_urlsafe(_BYTES)
        SupportVisit.objects.create(grant=grant, digest=digest_of(secret=visit), began_at=now)
        _record_entry(grant, now)
    return visit


def looks_right(*, ticket: str) -> bool:
    """Whether the town itself signed this a moment ago; nothing is used up and no row is asked for."""
    try:
        _read(ticket)
    except NotLetIn:
        return False
    return True


def digest_of(*, secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def operator_actor(*, grant: SupportGrant) -> Actor:
    """The operator as the town's log names them."""
    return Actor(ActorKind.OPERATOR, str(grant.operator_id), grant.operator_name)


def _read(ticket: str) -> tuple[int, str]:
    try:
        grant_id, secret = unsign(signed=ticket, purpose=_PURPOSE, max_age_seconds=TICKET_SECONDS)
    except (BadSignature, ValueError, TypeError) as wrong:
        raise NotLetIn from wrong
    return int(grant_id), str(secret)


def _may_still_come(grant: SupportGrant) -> bool:
    """The operator is still one, and has a second step where the town forces its own people to have one."""
    if not operator_serves(operator_id=grant.operator_id, town=current_town()):
        return False
    if not town_policy().mfa_forced:
        return True
    with in_public():
        return has_second_step(person_id=grant.operator_id)


def _record_entry(grant: SupportGrant, now: datetime) -> None:
    """On both sides of the border."""
    town, actor = current_town(), operator_actor(grant=grant)
    detail = {"granted_by": grant.granted_by_name}
    record(action=SUPPORT_ENTERED, actor=actor, subject=subject_of(grant=grant), detail=detail, at=now)
    with in_public():
        subject = Subject("municipality", str(town.id), town.name)
        record(action=SUPPORT_ENTERED, actor=actor, subject=subject, detail=detail, at=now)
