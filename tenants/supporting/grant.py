"""A town gives a named operator leave to look in, and takes it back. It stands in the town, with a copy outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from audit_log.public import Actor, Subject, record
from tenants.audit_actions import SUPPORT_ENDED, SUPPORT_GRANTED
from tenants.border.current import Town, current_town, in_public
from tenants.models import Municipality, OperatorPost, Person, SupportGrant, SupportPass
from tenants.supporting.scopes import Scope, scopes_in_words
from web.public import spoken_moment

LONGEST: Final = timedelta(hours=24)
SUBJECT: Final = "tenants.supportgrant"


class GrantRefused(ValueError):
    """The grant cannot be given; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class OperatorFacts:
    """Somebody of the consortium who may be let in."""

    id: int
    name: str
    email: str


def operators_of(*, town: Town) -> tuple[OperatorFacts, ...]:
    """The active operators that serve the town's consortium, by name; three queries."""
    with in_public():
        consortium_id = Municipality.objects.values_list("consortium_id", flat=True).get(pk=town.id)
        posts = list(OperatorPost.objects.values_list("person_id", "consortium_id"))
        people = Person.objects.filter(is_operator=True, is_active=True).order_by("name", "id")
        return tuple(
            OperatorFacts(one.pk, one.name, one.email) for one in people if _serves(one.pk, consortium_id, posts)
        )


def operator_serves(*, operator_id: int, town: Town) -> bool:
    """Whether the operator is still there, active, and of this town's consortium."""
    return any(one.id == operator_id for one in operators_of(town=town))


def grant_support(
    *,
    operator_id: int,
    scopes: Sequence[Scope],
    hours: int,
    reason: str,
    person_id: int,
    actor: Actor,
    now: datetime,
) -> int:
    """Let the operator in for `hours` from now; the grant's id. In the town. Raises GrantRefused."""
    town = current_town()
    operator = next((one for one in operators_of(town=town) if one.id == operator_id), None)
    if operator is None:
        raise GrantRefused("an operator of another consortium, or none")
    if not timedelta(0) < timedelta(hours=hours) <= LONGEST or not scopes:
        raise GrantRefused("hours or scopes")
    with transaction.atomic():
        row = SupportGrant.objects.create(
            operator_id=operator.id,
            operator_name=operator.name,
            scopes=[Scope(one).value for one in scopes],
            reason=reason,
            granted_by_id=person_id,
            granted_by_name=actor.label,
            granted_at=now,
            until=now + timedelta(hours=hours),
        )
        _copy_outside(town, row)
        detail = {
            "scopes": scopes_in_words(scopes=scopes),
            "until": spoken_moment(at=row.until, with_year=True),
            "reason": reason,
        }
        record(action=SUPPORT_GRANTED, actor=actor, subject=subject_of(grant=row), detail=detail, at=now)
    return row.pk


def _copy_outside(town: Town, row: SupportGrant) -> None:
    """For the console's list; it opens nothing."""
    with in_public():
        SupportPass.objects.create(
            town_id=town.id,
            grant_id=row.pk,
            operator_id=row.operator_id,
            scopes=row.scopes,
            reason=row.reason,
            granted_at=row.granted_at,
            until=row.until,
        )


def end_support(*, grant_id: int, actor: Actor, now: datetime) -> bool:
    """Take a grant back at once: the next request of whoever is in finds it over. False when it was."""
    town = current_town()
    with transaction.atomic():
        if not SupportGrant.objects.live(now=now).filter(pk=grant_id).update(ended_at=now, ended_by_name=actor.label):
            return False
        with in_public():
            SupportPass.objects.filter(town_id=town.id, grant_id=grant_id).update(ended_at=now)
        row = SupportGrant.objects.get(pk=grant_id)
        record(action=SUPPORT_ENDED, actor=actor, subject=subject_of(grant=row), at=now)
    return True


def supporters_now(*, now: datetime) -> list[SupportGrant]:
    """The entered town's grants that hold now; one query."""
    return list(SupportGrant.objects.live(now=now))


def subject_of(*, grant: SupportGrant) -> Subject:
    """The grant as the audit log names it."""
    return Subject(SUBJECT, str(grant.pk), grant.operator_name)


def _serves(person_id: int, consortium_id: int, posts: list[tuple[int, int]]) -> bool:
    own = {consortium for person, consortium in posts if person == person_id}
    return not own or consortium_id in own
