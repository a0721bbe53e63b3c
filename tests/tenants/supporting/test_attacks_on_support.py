"""Tickets, cookies and grants in the wrong hands, on the wrong host or too late open nothing."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.conf import settings
from django.core import signing
from django.test import Client
from django.utils import timezone

from tenants.models import Person, Policy, SupportGrant, SupportPass, SupportTicket
from tenants.public import Scope, grant_support, in_public, in_town
from tenants.supporting.grant import GrantRefused, end_support
from tenants.supporting.hand_over import make_ticket
from tests.tenants.operators import at_the_console, operator
from tests.tenants.supporting.visiting import actor_of, inside, let_in, ticket_of


def test_a_ticket_is_good_once(home) -> None:
    ticket = ticket_of(home, let_in(home))
    assert Client(HTTP_HOST=home[0].host).get(f"/support/enter/{ticket}/").status_code == HTTPStatus.OK
    assert Client(HTTP_HOST=home[0].host).post(f"/support/enter/{ticket}/").status_code == HTTPStatus.FOUND
    again = Client(HTTP_HOST=home[0].host).post(f"/support/enter/{ticket}/")
    assert again.status_code == HTTPStatus.FORBIDDEN
    assert "support" not in again.cookies


def test_a_ticket_is_worthless_on_another_towns_host_and_when_it_is_forged_or_old(home, towns) -> None:
    grant = let_in(home)
    ticket = ticket_of(home, grant)
    forged = signing.dumps([grant.pk, "x" * 43], salt="public|support-ticket", compress=True)
    with in_town(home[0]):
        unknown = signing.dumps([grant.pk, "x" * 43], salt=f"{home[0].schema_name}|support-ticket", compress=True)
    tries = [
        (towns[1].host, ticket),
        (home[0].host, forged),
        (home[0].host, unknown),
        (home[0].host, ticket[:-2] + "zz"),
    ]
    for host, one in tries:
        answer = Client(HTTP_HOST=host).post(f"/support/enter/{one}/")
        assert answer.status_code == HTTPStatus.FORBIDDEN
        assert "support" not in answer.cookies
    with in_town(home[0]):
        SupportTicket.objects.update(made_at=timezone.now() - timedelta(seconds=121))
    assert Client(HTTP_HOST=home[0].host).post(f"/support/enter/{ticket}/").status_code == HTTPStatus.FORBIDDEN


def test_the_cookie_is_worthless_elsewhere_and_guessing_it_opens_nothing(home, towns) -> None:
    visitor = inside(home, let_in(home))
    secret = visitor.cookies["support"].value
    for host, value in ((towns[1].host, secret), (home[0].host, "x" * 43)):
        stranger = Client(HTTP_HOST=host)
        stranger.cookies["support"] = value
        answer = stranger.get("/home/")
        assert answer.status_code == HTTPStatus.FORBIDDEN
        assert answer.cookies["support"].value == ""
        assert stranger.get("/home/").status_code == HTTPStatus.FOUND  # nobody: to the sign-in page
    at_console = Client(HTTP_HOST=settings.OPERATOR_HOST)
    at_console.cookies["support"] = secret
    assert "login" in at_console.get("/")["Location"]


def test_it_ends_by_itself_at_the_hour(home) -> None:
    grant = let_in(home)
    visitor = inside(home, grant)
    with in_town(home[0]):
        past = timezone.now() - timedelta(seconds=1)
        SupportGrant.objects.filter(pk=grant.pk).update(granted_at=past - timedelta(hours=2), until=past)
    answer = visitor.get("/home/")
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "支援は終わりました" in answer.content.decode()
    piece = Client(HTTP_HOST=home[0].host, headers={"hx-request": "true"})
    piece.cookies["support"] = visitor.cookies["support"].value or "gone"
    assert piece.get("/home/")["HX-Refresh"] == "true"


def test_after_the_end_no_ticket_is_made_and_none_is_taken(home) -> None:
    town, people, person = home
    grant = let_in(home)
    ticket = ticket_of(home, grant)
    with in_town(town):
        assert end_support(grant_id=grant.pk, actor=actor_of(people.admin), now=timezone.now())
        assert not end_support(grant_id=grant.pk, actor=actor_of(people.admin), now=timezone.now())
    assert Client(HTTP_HOST=town.host).post(f"/support/enter/{ticket}/").status_code == HTTPStatus.FORBIDDEN
    with in_public():
        row = SupportPass.objects.get()
        assert row.ended_at
        SupportPass.objects.update(ended_at=None)  # a copy that lies opens nothing
        assert make_ticket(pass_id=row.pk, operator_id=person.pk, now=timezone.now()) is None


def test_another_operator_finds_no_such_grant(home) -> None:
    let_in(home)
    other = at_the_console(operator(email="other@consortium.example", name="別 次郎"))
    with in_public():
        row = SupportPass.objects.get()
    assert other.post(f"/support/{row.pk}/enter/").status_code == HTTPStatus.NOT_FOUND
    assert "甲野町" not in other.get("/support/").content.decode()


def test_an_operator_of_another_consortium_is_neither_offered_nor_let_in(home) -> None:
    town, people, person = home
    stranger = operator(email="far@elsewhere.example", name="遠 三郎", consortium="よその協議会")
    admin = Client(HTTP_HOST=town.host)
    with in_town(town):
        admin.force_login(people.admin)
    page = admin.get("/consortium/support/new/").content.decode()
    assert person.name in page
    assert stranger.name not in page
    fields = {"operator_id": stranger.pk, "scopes": ["log"], "hours": 2, "reason": "x"}
    assert admin.post("/consortium/support/new/", fields).status_code == HTTPStatus.OK
    with in_town(town), pytest.raises(GrantRefused):
        grant_support(
            operator_id=stranger.pk, scopes=[Scope.LOG], hours=2, reason="x", person_id=people.admin.pk,
            actor=actor_of(people.admin), now=timezone.now(),
        )  # fmt: skip
    with in_town(town):
        assert not SupportGrant.objects.exists()


def test_who_is_no_operator_any_more_is_out_at_once(home) -> None:
    visitor = inside(home, let_in(home))
    with in_public():
        Person.objects.filter(pk=home[2].pk).update(is_active=False)
    assert visitor.get("/home/").status_code == HTTPStatus.FORBIDDEN


def test_the_towns_own_doors_hold_for_support_as_well(home) -> None:
    town, _people, _person = home
    grant = let_in(home)
    visitor = inside(home, grant)
    with in_town(town):
        Policy.objects.update(mfa_forced=True)
        ticket = ticket_of(home, grant)
    refused = Client(HTTP_HOST=town.host).post(f"/support/enter/{ticket}/")
    assert refused.status_code == HTTPStatus.FORBIDDEN  # the operator has no second step
    with in_town(town):
        Policy.objects.update(mfa_forced=False, allowed_networks=["203.0.113.0/24"])
    assert visitor.get("/settings/profile/").status_code == HTTPStatus.FORBIDDEN
    assert Client(HTTP_HOST=town.host).get(f"/support/enter/{ticket}/").status_code == HTTPStatus.FORBIDDEN
