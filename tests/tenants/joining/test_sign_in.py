"""Signing in, resetting, joining: each holds in its own town only."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.db import connection
from django.utils import timezone

from audit_log.public import EntryFilters, entries
from tenants.joining.invite import invite
from tenants.models import Invitation, Person, Policy
from tenants.public import in_public, in_town
from tests.tenants.signing import browser, signed_in
from tests.towns import PASSWORD, settle


@pytest.fixture
def two(towns):
    """Both towns with people of the same addresses, passwords and row numbers."""
    for town in towns:
        with in_town(town), connection.cursor() as cursor:
            cursor.execute("SELECT setval(pg_get_serial_sequence('tenants_person', 'id'), 9000)")
    return towns, (settle(towns[0]), settle(towns[1]))


def test_staff_come_home_and_residents_to_the_chat(two) -> None:
    town = two[0][0]
    assert signed_in(host=town.host, email="admin@town.example").get("/")["Location"] == "/home/"
    assert browser(host=town.host).get("/")["Location"] == "/chat/"


def test_a_session_is_worthless_in_the_other_town(two) -> None:
    (here, there), _people = two
    client = signed_in(host=here.host, email="admin@town.example")
    assert client.get("/home/").status_code == 200
    answer = client.get("/home/", headers={"host": there.host})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


def test_a_password_of_one_town_does_not_open_the_other(two) -> None:
    (here, there), people = two
    with in_town(here):
        people[0].admin.set_password("another long passphrase")
        people[0].admin.save()
    signed_in(host=there.host, email="admin@town.example")
    answer = browser(host=here.host).post("/accounts/login/", {"login": "admin@town.example", "password": PASSWORD})
    assert answer.status_code == 200
    assert "正しくありません" in answer.content.decode()


def test_an_operator_signs_in_on_the_operators_host_only(two, settings) -> None:
    (here, _there), _people = two
    with in_public():
        Person.objects.create_user(email="op@consortium.example", name="運営", password=PASSWORD, is_operator=True)
    assert signed_in(host=settings.OPERATOR_HOST, email="op@consortium.example").get("/").status_code == 200
    for host, email in ((here.host, "op@consortium.example"), (settings.OPERATOR_HOST, "admin@town.example")):
        answer = browser(host=host).post("/accounts/login/", {"login": email, "password": PASSWORD})
        assert answer.status_code == 200


def test_nobody_signs_up(two) -> None:
    page = browser(host=two[0][0].host).get("/accounts/signup/").content.decode()
    assert "招待制" in page


def test_a_deactivated_person_is_out_at_once(two) -> None:
    (here, _there), people = two
    client = signed_in(host=here.host, email="member@town.example")
    with in_town(here):
        Person.objects.filter(pk=people[0].member.pk).update(is_active=False)
    assert client.get("/home/").status_code == 302


def test_wrong_passwords_are_slowed_down_in_their_own_town_only(two) -> None:
    (here, there), _people = two
    client = browser(host=here.host)
    for _time in range(6):
        answer = client.post("/accounts/login/", {"login": "head@town.example", "password": "wrong"})
    assert "失敗が連続" in answer.content.decode() or answer.status_code == 429
    signed_in(host=there.host, email="head@town.example")


def _reset_link(mailoutbox) -> str:
    return re.search(r"https?://[^/]+(/accounts/password/reset/key/\S+)", mailoutbox[-1].body).group(1)


def test_a_reset_answers_the_same_for_known_and_unknown_addresses(two, mailoutbox) -> None:
    client = browser(host=two[0][0].host)
    pages = []
    for email in ("head@town.example", "nobody@town.example"):
        answer = client.post("/accounts/password/reset/", {"email": email})
        pages.append((answer.status_code, answer["Location"]))
    assert pages[0] == pages[1]
    assert len(mailoutbox) == 2


def test_a_reset_link_is_worthless_in_the_other_town(two, mailoutbox) -> None:
    (here, there), people = two
    assert people[0].head.pk == people[1].head.pk, "the same row number makes the test a hard one"
    browser(host=here.host).post("/accounts/password/reset/", {"email": "head@town.example"})
    link = _reset_link(mailoutbox)
    assert "使えません" in browser(host=there.host).get(link, follow=True).content.decode()
    client = browser(host=here.host)
    form = client.get(link, follow=True)
    assert "新しいパスワード" in form.content.decode()
    new = {"password1": "a new long passphrase", "password2": "a new long passphrase"}
    assert client.post(form.redirect_chain[-1][0], new).status_code == 302
    signed_in(host=here.host, email="head@town.example", password="a new long passphrase")


def test_an_invitation_makes_a_person_once(two, mailoutbox, django_capture_on_commit_callbacks) -> None:
    (here, there), _people = two
    with in_town(here), django_capture_on_commit_callbacks(execute=True):
        invited = invite(
            email="New@town.example", roles=("staff",), invited_by="青木", now=timezone.now(), section_key="soumu"
        )
    link = f"/join/{invited.key}/"
    assert link in mailoutbox[-1].body
    assert browser(host=there.host).get(link).status_code == 404
    client = browser(host=here.host)
    assert "new@town.example" in client.get(link).content.decode()
    values = {"name": "新田 花", "kana": "", "password": "a long passphrase 1", "again": "a long passphrase 2"}
    assert "一致しません" in client.post(link, values).content.decode()
    answer = client.post(link, {**values, "again": values["password"]})
    assert answer.status_code == 302
    assert client.get("/home/").status_code == 200
    with in_town(here):
        assert Person.objects.get(email="new@town.example").memberships.get().role == "staff"
    assert browser(host=here.host).get(link).status_code == 404


@pytest.mark.parametrize("state", ["unknown", "expired", "withdrawn"])
def test_a_key_that_opens_nothing_says_the_same_whatever_the_reason(two, state: str) -> None:
    here = two[0][0]
    now = timezone.now()
    with in_town(here):
        key = invite(email="x@town.example", roles=("staff",), invited_by="青木", now=now).key
        changes = {"expired": {"expires_at": now - timedelta(days=1)}, "withdrawn": {"withdrawn_at": now}}
        Invitation.objects.filter(email="x@town.example").update(**changes.get(state, {"key_hash": "0" * 64}))
    answer = browser(host=here.host).get(f"/join/{key}/")
    assert answer.status_code == 404
    assert "この招待は使えません" in answer.content.decode()


def test_a_forced_second_step_leads_to_its_set_up(two) -> None:
    (here, _there), _people = two
    client = signed_in(host=here.host, email="admin@town.example")
    with in_town(here):
        Policy.objects.update(mfa_forced=True)
    assert client.get("/home/")["Location"] == "/accounts/2fa/"
    assert client.get("/accounts/2fa/").status_code == 200
    form = client.get("/accounts/2fa/totp/activate/")
    secret = form.context["form"].secret
    answer = client.post("/accounts/2fa/totp/activate/", {"code": _code(secret)})
    assert answer.status_code == 302
    assert client.get("/home/").status_code == 200
    with in_town(here):
        stored = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in stored


def test_the_second_step_is_asked_and_stays_where_it_is_forced(two) -> None:
    (here, _there), people = two
    with in_town(here):
        secret = "JBSWY3DPEHPK3PXP"
        TOTP.activate(people[0].head, secret)
        Policy.objects.update(mfa_forced=True)
    client = signed_in(host=here.host, email="head@town.example")
    assert client.get("/home/").status_code == 302
    assert client.post("/accounts/2fa/authenticate/", {"code": _code(secret)})["Location"] == "/"
    assert client.get("/home/").status_code == 200
    client.post("/accounts/2fa/totp/deactivate/")
    with in_town(here):
        assert Authenticator.objects.filter(type="totp").exists()


def _code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_outside_of_the_towns_networks_staff_pages_are_shut(two) -> None:
    (here, _there), _people = two
    client = signed_in(host=here.host, email="admin@town.example")
    with in_town(here):
        Policy.objects.update(allowed_networks=["10.20.0.0/16", "2001:db8::/32"])
    assert client.get("/home/").status_code == 403
    assert client.get("/home/", REMOTE_ADDR="10.20.3.4").status_code == 200
    answer = browser(host=here.host).post("/accounts/login/", {"login": "head@town.example", "password": PASSWORD})
    assert answer.status_code == 403


def test_sessions_are_listed_and_the_others_end(two) -> None:
    here = two[0][0]
    first = signed_in(host=here.host, email="head@town.example")
    second = signed_in(host=here.host, email="head@town.example")
    assert second.get("/accounts/sessions/").content.decode().count("<tr>") == 3
    second.post("/accounts/sessions/")
    assert first.get("/home/").status_code == 302
    assert second.get("/home/").status_code == 200


def test_signing_in_is_recorded(two) -> None:
    here = two[0][0]
    signed_in(host=here.host, email="head@town.example")
    with in_town(here):
        assert entries(filters=EntryFilters(action="tenants.person.signed_in")).rows[0].actor.label == "石田 課長"


@pytest.mark.parametrize(
    "path", ["login/", "logout/", "password/reset/", "password/change/", "email/", "2fa/", "2fa/webauthn/add/",
             "2fa/totp/activate/", "sessions/", "reauthenticate/"]
)  # fmt: skip
def test_every_account_page_draws_in_our_frame(two, path: str) -> None:
    here = two[0][0]
    client = (
        browser(host=here.host)
        if path in {"login/", "password/reset/"}
        else signed_in(host=here.host, email="head@town.example")
    )
    page = client.get(f"/accounts/{path}").content.decode()
    assert "web/base.css" in page
    assert page.count("<h1") == 1
    assert "style=" not in page
