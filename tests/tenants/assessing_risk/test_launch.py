"""The risk form: written in versions, decided by the officer alone, and the chat stays shut until it stands."""

import pytest

from audit_log.public import EntryFilters, entries
from tenants.models import Membership, Person, Policy, RiskForm
from tenants.public import in_town, town_policy
from tests.tenants.risk_forms import approved_risk_form
from tests.tenants.signing import signed_in
from tests.towns import settle

SAID = {"who_uses": "住民だれでも", "work": "一般的な案内", "information": "公開情報だけ", "judgement": "週に1回見直す"}


@pytest.fixture
def here(towns):
    """A settled town whose head is the responsible officer too."""
    people = settle(towns[0])
    with in_town(towns[0]):
        Membership.objects.create(person=people.head, role="responsible_officer")
    return towns[0]


@pytest.fixture
def admin(here):
    """The admin's browser."""
    return signed_in(host=here.host, email="admin@town.example")


@pytest.fixture
def officer(here):
    """The responsible officer's browser."""
    return signed_in(host=here.host, email="head@town.example")


def test_the_chat_is_not_opened_before_the_form_is_approved_and_says_why(here, admin, officer) -> None:
    assert "まだ承認されていません" in admin.post("/settings/chat/", {"step": "open"}, follow=True).content.decode()
    admin.post("/settings/launch/", SAID)
    assert "承認を待っています" in admin.post("/settings/chat/", {"step": "open"}, follow=True).content.decode()
    with in_town(here):
        assert not town_policy().resident_chat_open
        waits = RiskForm.objects.get()
    officer.post(f"/settings/launch/{waits.pk}/decide/", {"step": "approve"})
    admin.post("/settings/chat/", {"step": "open"})
    with in_town(here):
        assert town_policy().resident_chat_open
        assert entries(filters=EntryFilters(action="tenants.risk_form.approved")).total == 1


def test_the_admin_may_write_but_not_approve(here, admin) -> None:
    admin.post("/settings/launch/", SAID)
    with in_town(here):
        waits = RiskForm.objects.get()
    assert admin.post(f"/settings/launch/{waits.pk}/decide/", {"step": "approve"}).status_code == 403
    assert "役割を加えてください" in admin.get("/settings/launch/").content.decode()


def test_an_empty_viewpoint_is_named_and_nothing_typed_is_lost(here, admin) -> None:
    page = admin.post("/settings/launch/", {**SAID, "information": ""}).content.decode()
    assert "一般的な案内" in page
    with in_town(here):
        assert not RiskForm.objects.exists()


def test_a_new_version_waits_beside_the_approved_one_and_replaces_it_when_approved(here, admin, officer) -> None:
    with in_town(here):
        approved_risk_form()
    admin.post("/settings/launch/", SAID)
    admin.post("/settings/launch/", {**SAID, "work": "案内と予約"})
    with in_town(here):
        states = dict(RiskForm.objects.values_list("number", "state"))
        assert states == {1: "approved", 2: "replaced", 3: "submitted"}
        waits = RiskForm.objects.get(number=3)
    officer.post(f"/settings/launch/{waits.pk}/decide/", {"step": "approve"})
    with in_town(here):
        assert dict(RiskForm.objects.values_list("number", "state")) == {1: "replaced", 2: "replaced", 3: "approved"}


def test_giving_back_wants_a_reason_and_shows_it(here, admin, officer) -> None:
    admin.post("/settings/launch/", SAID)
    with in_town(here):
        waits = RiskForm.objects.get()
    assert (
        "理由を入力"
        in officer.post(f"/settings/launch/{waits.pk}/decide/", {"step": "return"}, follow=True).content.decode()
    )
    officer.post(f"/settings/launch/{waits.pk}/decide/", {"step": "return", "reason": "見直しの回数を書く"})
    assert "見直しの回数を書く" in admin.get("/settings/launch/").content.decode()


def test_under_four_eyes_the_writer_does_not_approve(here, officer) -> None:
    with in_town(here):
        Policy.objects.update(four_eyes=True)
    officer.post("/settings/launch/", SAID)
    with in_town(here):
        waits = RiskForm.objects.get(written_by=Person.objects.get(email="head@town.example"))
    answer = officer.post(f"/settings/launch/{waits.pk}/decide/", {"step": "approve"}, follow=True).content.decode()
    assert "書いた本人は承認できません" in answer
    with in_town(here):
        assert RiskForm.objects.get().state == "submitted"


def test_a_chat_that_is_open_already_stays_open_without_a_form(here) -> None:
    with in_town(here):
        Policy.objects.update(resident_chat_open=True)
        assert town_policy().resident_chat_open
