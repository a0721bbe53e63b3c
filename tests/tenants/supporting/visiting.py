"""The way into a town for support, for tests."""

from http import HTTPStatus

from django.test import Client
from django.utils import timezone

from audit_log.models import Entry
from audit_log.public import Actor, ActorKind
from tenants.models import Person, SupportGrant, SupportPass
from tenants.public import Scope, grant_support, in_public, in_town
from tenants.supporting.hand_over import make_ticket

READS = [Scope.SETTINGS, Scope.KNOWLEDGE, Scope.LOG]


def let_in(home, *, scopes=READS, hours=2, now=None) -> SupportGrant:
    town, people, person = home
    with in_town(town):
        actor = actor_of(people.admin)
        at = now or timezone.now()
        made = grant_support(
            operator_id=person.pk,
            scopes=scopes,
            hours=hours,
            reason="取込みが進まない",
            person_id=people.admin.pk,
            actor=actor,
            now=at,
        )
        return SupportGrant.objects.get(pk=made)


def actor_of(person: Person) -> Actor:
    return Actor(ActorKind.PERSON, str(person.pk), person.name)


def ticket_of(home, grant: SupportGrant) -> str:
    _town, _people, person = home
    with in_public():
        row = SupportPass.objects.get(grant_id=grant.pk, operator_id=person.pk)
        made = make_ticket(pass_id=row.pk, operator_id=person.pk, now=timezone.now())
    assert made
    return made[1]


def inside(home, grant: SupportGrant) -> Client:
    client = Client(HTTP_HOST=home[0].host)
    answer = client.post(f"/support/enter/{ticket_of(home, grant)}/")
    assert answer.status_code == HTTPStatus.FOUND, answer.content.decode()
    return client


def logged(home, code: str) -> list[Entry]:
    with in_town(home[0]):
        return list(Entry.objects.filter(action=f"tenants.support.{code}").order_by("id"))
