"""Suspend a town and open it again: its doors close, its data stays. Recorded on both sides of the border."""

from datetime import datetime

from django.db import transaction

from audit_log.public import Action, Actor, ActorKind, Subject, record
from tenants.audit_actions import TOWN_RESUMED, TOWN_SUSPENDED
from tenants.border.current import in_public, in_town
from tenants.border.middleware import forget_hosts
from tenants.models import Municipality, Person


def suspend_town(*, town_id: int, reason: str, operator: Person, now: datetime) -> bool:
    """Close the town's doors; False when they already were."""
    return _switch(TOWN_SUSPENDED, town_id, reason, operator, now)


def resume_town(*, town_id: int, operator: Person, now: datetime) -> bool:
    """Open the doors again; False when they already were."""
    return _switch(TOWN_RESUMED, town_id, "", operator, now)


def _switch(action: Action, town_id: int, reason: str, operator: Person, now: datetime) -> bool:
    actor = Actor(kind=ActorKind.OPERATOR, id=str(operator.pk), label=operator.name)
    with transaction.atomic():
        with in_public():
            row = Municipality.objects.select_for_update().get(pk=town_id)
            if row.closed_at or (row.suspended_at is not None) == (action is TOWN_SUSPENDED):
                return False
            if action is TOWN_SUSPENDED:
                row.suspend(reason=reason, now=now)
            else:
                row.resume()
            subject = Subject(kind="municipality", id=str(row.pk), label=str(row))
            record(action=action, actor=actor, subject=subject, detail={"reason": reason}, at=now)
            host = Municipality.objects.with_host().get(pk=town_id).host  # grouped, so not to be locked together
        with in_town(row.as_town(host=host)):
            record(action=action, actor=actor, subject=subject, detail={"reason": reason}, at=now)
    forget_hosts()
    return True
