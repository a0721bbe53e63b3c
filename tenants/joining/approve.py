"""The section head's approval: a person applies to use AI, the head of the section decides; product A6.

An application is decided by a head of a section the person sits in, or by the responsible officer, deputy or admin.
Nobody decides about themselves, except an admin, who may be alone on the first day; the log shows it.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from audit_log.public import Action, Actor, Subject, record
from tenants.access import Access
from tenants.audit_actions import USE_APPROVED, USE_DECLINED, USE_REQUESTED, USE_WITHDRAWN
from tenants.models import Person, UseApproval

_TOWN_WIDE = "policy.edit"  # whoever has this word decides for every section
State = UseApproval.State
# From which state to which, and the log's word for it.
_APPROVE = (State.REQUESTED, State.APPROVED, USE_APPROVED)
_DECLINE = (State.REQUESTED, State.DECLINED, USE_DECLINED)
_WITHDRAW = (State.APPROVED, State.WITHDRAWN, USE_WITHDRAWN)


def latest_application(*, person_id: int) -> UseApproval | None:
    """The person's newest application. One query."""
    return UseApproval.objects.filter(person_id=person_id).order_by("-requested_at", "-pk").first()


def apply_for_use(*, person: Person, purpose: str, actor: Actor, now: datetime) -> bool:
    """File an application; False when one is open or approved already."""
    try:
        with transaction.atomic():
            UseApproval.objects.create(person=person, purpose=purpose, requested_at=now)
            record(action=USE_REQUESTED, actor=actor, subject=_subject(person), detail={"purpose": purpose}, at=now)
    except IntegrityError:
        return False
    return True


def applications_for(*, access: Access) -> QuerySet[UseApproval]:
    """Applications this person decides about: of their sections, or of all."""
    rows = UseApproval.objects.select_related("person")
    if not access.may(_TOWN_WIDE):
        rows = rows.filter(person__memberships__section__in=access.headed_section_ids)
    if not access.may("people.manage"):
        rows = rows.filter(~Q(person_id=access.person_id))
    return rows.distinct()


def approve_use(*, row: UseApproval, actor: Actor, now: datetime) -> bool:
    """Let the person use AI; False when the application was decided before."""
    return _decide(row, _APPROVE, reason="", actor=actor, now=now)


def decline_use(*, row: UseApproval, reason: str, actor: Actor, now: datetime) -> bool:
    """Give the application back with a reason; False when it was decided before."""
    return _decide(row, _DECLINE, reason=reason, actor=actor, now=now)


def withdraw_use(*, row: UseApproval, reason: str, actor: Actor, now: datetime) -> bool:
    """End an approved use from the next request on; False when it is not approved."""
    return _decide(row, _WITHDRAW, reason=reason, actor=actor, now=now)


def _decide(row: UseApproval, step: tuple[str, str, Action], *, reason: str, actor: Actor, now: datetime) -> bool:
    before, after, action = step
    with transaction.atomic():
        changed = UseApproval.objects.filter(pk=row.pk, state=before).update(
            state=after, reason=reason, decided_by_id=int(actor.id), decided_at=now
        )
        if changed:
            record(action=action, actor=actor, subject=_subject(row.person), detail={"reason": reason}, at=now)
    return bool(changed)


def _subject(person: Person) -> Subject:
    return Subject("tenants.person", str(person.pk), person.name)
