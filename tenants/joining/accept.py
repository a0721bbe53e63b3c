"""Accept an invitation: the invited becomes a person of the entered town, once."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from audit_log.public import record
from tenants.audit_actions import PERSON_JOINED
from tenants.joining.account_adapter import actor_of_person
from tenants.joining.invite import hash_of_key
from tenants.models import Invitation, Membership, Person, Section
from tenants.roles import Role


class InvitationWorthless(ValueError):
    """The key is unknown, expired, used or withdrawn; which of these is told to nobody."""


def open_invitation(*, key: str, now: datetime) -> Invitation:
    """The invitation behind a link's key. One query. Raises InvitationWorthless."""
    rows = Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now)
    row = rows.filter(key_hash=hash_of_key(key=key)).first()
    if row is None:
        raise InvitationWorthless
    return row


def accept_invitation(*, key: str, name: str, kana: str, password: str, now: datetime) -> Person:
    """Make the person with the invited roles; the address counts as proven. Raises InvitationWorthless."""
    row = open_invitation(key=key, now=now)
    try:
        with transaction.atomic():
            # Claimed by the database: of two who press at once, one gets it.
            if not Invitation.objects.filter(pk=row.pk, accepted_at=None, withdrawn_at=None).update(accepted_at=now):
                raise InvitationWorthless
            person = Person.objects.create_user(email=row.email, name=name, kana=kana, password=password)
            EmailAddress.objects.create(user=person, email=row.email, primary=True, verified=True)
            _give_roles(person, row)
            words = {"roles": "、".join(str(Role(role).label) for role in row.roles)}
            record(action=PERSON_JOINED, actor=actor_of_person(person=person), subject=None, detail=words, at=now)
    except IntegrityError as taken:
        raise InvitationWorthless from taken  # somebody with this address has joined in another way
    return person


def _give_roles(person: Person, row: Invitation) -> None:
    section = Section.objects.filter(key=row.section_key).first() if row.section_key else None
    Membership.objects.bulk_create(Membership(person=person, role=role, section=section) for role in row.roles)
