"""People, invitations and the approval to use AI, through the pages."""

import pytest
from django.utils import timezone

from audit_log.public import EntryFilters, entries
from tenants.access import access_of
from tenants.models import Invitation, Membership, Person, Section, UseApproval
from tenants.public import in_town
from tests.tenants.signing import browser, signed_in
from tests.towns import settle


@pytest.fixture
def here(towns):
    """A settled town, and its people."""
    return towns[0], settle(towns[0])


def _as(town, who: str):
    return signed_in(host=town.host, email=f"{who}@town.example")


def test_the_list_finds_people_by_words(here) -> None:
    town, _people = here
    admin = _as(town, "admin")
    page = admin.get("/people/?q=石田").content.decode()
    assert "石田 課長" in page
    assert "上野 職員" not in page
    assert "見つかりませんでした" in admin.get("/people/?q=zzz").content.decode()


def test_the_list_costs_the_same_for_more_people(here, django_assert_max_num_queries) -> None:
    town, _people = here
    admin = _as(town, "admin")
    with django_assert_max_num_queries(18):
        admin.get("/people/")


def test_an_address_is_invited_again_and_withdrawn(here, mailoutbox) -> None:
    town, _people = here
    admin = _as(town, "admin")
    with in_town(town):
        section = Section.objects.get(key="soumu").pk
    values = {"email": "new@town.example", "name": "新田", "role": "staff", "section": section}
    assert admin.post("/people/invite/", values).status_code == 302
    with in_town(town):
        first = Invitation.objects.get(email="new@town.example")
    admin.post(f"/people/invitations/{first.pk}/resend/")
    with in_town(town):
        second = Invitation.objects.get(email="new@town.example", withdrawn_at=None)
    assert second.key_hash != first.key_hash
    assert second.section_key == "soumu"
    admin.post(f"/people/invitations/{second.pk}/withdraw/")
    with in_town(town):
        assert not Invitation.objects.filter(email="new@town.example", withdrawn_at=None).exists()
        assert entries(filters=EntryFilters(action="tenants.invitation.withdrawn")).total == 1


def test_somebody_who_is_here_is_not_invited(here) -> None:
    town, _people = here
    page = _as(town, "admin").post("/people/invite/", {"email": "head@town.example", "role": "staff"})
    assert "すでに登録されています" in page.content.decode()


def test_a_head_needs_a_section(here) -> None:
    town, people = here
    page = _as(town, "admin").post(f"/people/{people.member.pk}/", {"role": "section_head", "section": ""})
    assert "課を選んでください" in page.content.decode()


def test_roles_come_and_go_and_are_recorded(here) -> None:
    town, people = here
    admin = _as(town, "admin")
    admin.post(f"/people/{people.member.pk}/", {"role": "auditor", "section": ""})
    with in_town(town):
        row = Membership.objects.get(person=people.member, role="auditor")
    admin.post(f"/people/{people.member.pk}/roles/{row.pk}/")
    with in_town(town):
        assert Membership.objects.filter(person=people.member).count() == 1
        sentence = entries(filters=EntryFilters(action="tenants.person.edited")).rows[0].sentence
    assert "住民課職員、監査 → 住民課職員" in sentence


def test_the_last_admin_stays(here) -> None:
    town, people = here
    admin = _as(town, "admin")
    with in_town(town):
        row = Membership.objects.get(person=people.admin, role="admin")
    assert "最後の管理者" in admin.post(f"/people/{people.admin.pk}/roles/{row.pk}/", follow=True).content.decode()
    assert "最後の管理者" in admin.post(f"/people/{people.admin.pk}/switch/", follow=True).content.decode()
    with in_town(town):
        assert Person.objects.get(pk=people.admin.pk).is_active


def test_changing_people_asks_again_who_you_are_after_a_while(here, settings) -> None:
    town, people = here
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    answer = _as(town, "admin").post(f"/people/{people.member.pk}/switch/")
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    with in_town(town):
        assert Person.objects.get(pk=people.member.pk).is_active


@pytest.mark.parametrize("who", ["head", "member", "auditor", "outsider"])
def test_others_do_not_manage_people(here, who: str) -> None:
    assert _as(here[0], who).get("/people/").status_code == 403


def test_a_stranger_of_the_other_town_is_a_404(towns) -> None:
    settle(towns[0])
    with in_town(towns[1]):
        for number in range(9):
            stranger = Person.objects.create_user(email=f"s{number}@town.example", name="他町")
    admin = _as(towns[0], "admin")
    assert admin.get(f"/people/{stranger.pk}/").status_code == 404


def test_a_person_applies_and_the_head_of_the_section_approves(here) -> None:
    town, people = here
    with in_town(town):
        Membership.objects.filter(person=people.outsider).update(section=Section.objects.get(key="juumin"))
    outsider, head = _as(town, "outsider"), _as(town, "head")
    assert "承認が必要" in outsider.get("/home/").content.decode()
    assert "約束" in outsider.get("/approval/").content.decode()
    unread = outsider.post("/approval/", {"purpose": "通知文の下書き"}).content.decode()
    assert "チェックを入れて" in unread
    outsider.post("/approval/", {"purpose": "通知文の下書き", "understood": "on"})
    assert "AI利用の申請" in head.get("/home/").content.decode()
    assert "大西 新任" in head.get("/approvals/").content.decode()
    with in_town(town):
        row = UseApproval.objects.get(person=people.outsider)
    head.post(f"/approvals/{row.pk}/", {"step": "approve"})
    with in_town(town):
        assert access_of(person=people.outsider).may("ai.use")
        assert UseApproval.objects.get(pk=row.pk).decided_by_id == people.head.pk
    head.post(f"/approvals/{row.pk}/", {"step": "withdraw", "reason": "異動のため"})
    page = outsider.get("/approval/").content.decode()
    assert "異動のため" in page
    with in_town(town):
        assert not access_of(person=people.outsider).may("ai.use")


def test_a_head_decides_about_their_own_section_only_and_never_about_themselves(here) -> None:
    town, people = here
    head = _as(town, "head")
    with in_town(town):
        elsewhere = UseApproval.objects.create(person=people.outsider, purpose="下書き", requested_at=timezone.now())
        own = UseApproval.objects.get(person=people.head)
    for row in (elsewhere, own):
        assert head.post(f"/approvals/{row.pk}/", {"step": "withdraw", "reason": "x"}).status_code == 404
    assert _as(town, "admin").post(f"/approvals/{elsewhere.pk}/", {"step": "approve"}).status_code == 302


def test_declining_needs_a_reason_and_comes_once(here) -> None:
    town, people = here
    admin = _as(town, "admin")
    with in_town(town):
        row = UseApproval.objects.create(person=people.outsider, purpose="下書き", requested_at=timezone.now())
    page = admin.post(f"/approvals/{row.pk}/", {"step": "decline", "reason": " "}, follow=True).content.decode()
    assert "理由を入力" in page
    admin.post(f"/approvals/{row.pk}/", {"step": "decline", "reason": "目的を詳しく"})
    page = admin.post(f"/approvals/{row.pk}/", {"step": "approve"}, follow=True).content.decode()
    assert "先に処理" in page


def test_nobody_signed_in_is_led_to_the_sign_in_page(here) -> None:
    answer = browser(host=here[0].host).get("/people/?q=a&page=2")
    assert answer["Location"] == "/accounts/login/?next=%2Fpeople%2F%3Fq%3Da%26page%3D2"
