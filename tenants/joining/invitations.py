"""Invitations as the admin handles them: sent by somebody, sent again, withdrawn; each in the audit log."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from audit_log.public import Actor, Subject, record
from tenants.audit_actions import INVITATION_WITHDRAWN, PERSON_INVITED
from tenants.joining.invite import Invited, invite
from tenants.models import Invitation
from tenants.roles import Role


def send_invitation(
    *, email: str, name: str, roles: Sequence[str], section_key: str, actor: Actor, now: datetime
) -> Invited:
    """Invite an address and record it."""
    with transaction.atomic():
        invited = invite(email=email, name=name, roles=roles, section_key=section_key, invited_by=actor.label, now=now)
        detail = {"roles": "、".join(str(Role(role).label) for role in roles)}
        record(
            action=PERSON_INVITED, actor=actor, subject=_subject(invited.invitation_id, email), detail=detail, at=now
        )
    return invited


def send_again(*, row: Invitation, actor: Actor, now: datetime) -> Invited:
    """A new link for the same address; the old one opens nothing any more."""
    return send_invitation(
        email=row.email, name=row.name, roles=row.roles, section_key=row.section_key, actor=actor, now=now
    )


def withdraw_invitation(*, row: Invitation, actor: Actor, now: datetime) -> bool:
    """Make the link worthless; False when it was used or withdrawn before."""
    with transaction.atomic():
        open_rows = Invitation.objects.filter(pk=row.pk, accepted_at=None, withdrawn_at=None)
        if not open_rows.update(withdrawn_at=now):
            return False
        record(action=INVITATION_WITHDRAWN, actor=actor, subject=_subject(row.pk, row.email), at=now)
    return True


def _subject(invitation_id: int, email: str) -> Subject:
    return Subject("tenants.invitation", str(invitation_id), email)
