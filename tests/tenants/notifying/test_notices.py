"""Notices of the operator: written, published once, read by people of the towns, mailed once, withdrawn."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from audit_log.public import SYSTEM
from tenants.models import NoticeDelivery, OperatorNotice
from tenants.notifying.mail import mail_notices
from tenants.notifying.write import NoticeRefused, save_notice
from tenants.public import in_public, in_town
from tests.tenants.operators import at_the_console, operator
from tests.towns import settle

TITLE = "保守のため2時間止まります"


@pytest.fixture
def console(db):
    """An operator, signed in."""
    return at_the_console(operator())


def fields(**change):
    today = timezone.localdate()
    return {"title": TITLE, "text": "日時: 夜\n<b>太字</b>にならない", "first_day": today, "last_day": today,
            "to_all": "on", **change}  # fmt: skip


def home_of(town, person) -> Client:
    client = Client(HTTP_HOST=town.host)
    with in_town(town):
        client.force_login(person)
    return client


def test_a_notice_is_edited_until_it_is_published_and_read_by_each_person(console, towns) -> None:
    people = settle(towns[0])
    admin, member = home_of(towns[0], people.admin), home_of(towns[0], people.member)
    path = console.post("/notices/new/", fields(title="下書き"))["Location"]
    assert TITLE not in admin.get("/home/").content.decode()
    console.post(f"{path}edit/", fields())
    console.post(f"{path}publish/")
    page = admin.get("/home/").content.decode()
    assert TITLE in page
    assert "&lt;b&gt;太字" in page
    assert TITLE not in member.get("/home/").content.decode()
    assert "書き換えられません" in console.post(f"{path}edit/", fields(title="あとから")).content.decode()
    with in_public():
        row = OperatorNotice.objects.get()
    admin.post(f"/consortium/notices/{row.pk}/read/", {"back": "home"})
    assert TITLE not in admin.get("/home/").content.decode()
    assert "読みました" in admin.get("/consortium/notices/").content.decode()
    told = console.get(path).content.decode()
    assert "甲野町" in told
    assert people.admin.name not in told
    console.post(f"{path}withdraw/")
    assert TITLE not in admin.get("/consortium/notices/").content.decode()
    with pytest.raises(NoticeRefused):
        save_notice(row=row, town_ids=[], actor=SYSTEM, now=timezone.now())


def test_chosen_towns_alone_are_told_and_mailed_once(console, towns, mailoutbox) -> None:
    here, there = towns
    people = [settle(town).admin for town in towns]
    wrong = console.post("/notices/new/", fields(to_all="", town_codes="990116 123456"))
    assert "123456" in wrong.content.decode()
    assert "コードを入力するか" in console.post("/notices/new/", fields(to_all="")).content.decode()
    path = console.post("/notices/new/", fields(to_all="", town_codes="990116", by_mail="on"))["Location"]
    for _again in range(2):
        with in_town(here):
            assert mail_notices(now=timezone.now()) == 0  # a draft
    console.post(f"{path}publish/")
    assert TITLE in home_of(here, people[0]).get("/home/").content.decode()
    assert TITLE not in home_of(there, people[1]).get("/home/").content.decode()
    with in_public():
        NoticeDelivery.objects.update(mail_begun_at=timezone.now() - timedelta(hours=1))  # a worker that died
    sent = []
    for town in (here, here, there):
        with in_town(town):
            sent.append(mail_notices(now=timezone.now()))
    assert sent == [1, 0, 0]
    assert [mail.to for mail in mailoutbox] == [[people[0].email]]
    assert TITLE in mailoutbox[0].subject
    stranger = home_of(there, people[1]).post(f"/consortium/notices/{path.split('/')[2]}/read/")
    assert stranger.status_code == 404


def test_a_notice_that_is_over_is_not_published(console, towns) -> None:
    past = timezone.localdate() - timedelta(days=3)
    path = console.post("/notices/new/", fields(first_day=past, last_day=past))["Location"]
    page = console.post(f"{path}publish/", follow=True).content.decode()
    assert "終わりの日が過ぎています" in page


def test_a_draft_that_was_withdrawn_is_not_published_from_an_old_page(console, towns) -> None:
    path = console.post("/notices/new/", fields())["Location"]
    console.post(f"{path}withdraw/")
    assert "公開しました" not in console.post(f"{path}publish/", follow=True).content.decode()
    with in_public():
        assert OperatorNotice.objects.get().published_at is None
