"""Closing a town: announced, taken back, done when its day is over; the consortium's papers go on."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.utils import timezone

from audit_log.models import Entry
from tenants.border.middleware import forget_hosts
from tenants.models import Municipality
from tenants.operating.close import ClosingRefused, announce_closing, close_due_towns, take_back_closing
from tenants.operating.suspend import suspend_town
from tenants.public import all_towns, in_public, in_town, members_of
from tests.tenants.operators import at_the_console, operator
from tests.towns import settle
from web.public import wareki


@pytest.fixture
def someone(db):
    """An operator; hosts are forgotten afterwards, for the rows are rolled back."""
    yield operator()
    forget_hosts()


def announce(town, someone, days=30):
    day = timezone.localdate() + timedelta(days=days)
    announce_closing(town_id=town.id, last_day=day, reason="年度末まで", operator=someone, now=timezone.now())
    return day


def test_the_way_from_announced_over_taken_back_to_closed(towns, someone) -> None:
    town, people = towns[0], settle(towns[0])
    console = at_the_console(someone)
    early = console.post(f"/towns/{town.id}/closing/", {"last_day": timezone.localdate(), "reason": "x"})
    assert "データを持ち出す期間が要ります" in early.content.decode()
    assert wareki(day=timezone.localdate() + timedelta(days=14)) in early.content.decode()
    day = timezone.localdate() + timedelta(days=30)
    console.post(f"/towns/{town.id}/closing/", {"last_day": day, "reason": "年度末まで"})
    admin = Client(HTTP_HOST=town.host)
    with in_town(town):
        admin.force_login(people.admin)
    assert "この町の利用は終わる予定です" in admin.get("/home/").content.decode()
    assert "終了予定" in console.get("/towns/?state=closing").content.decode()
    console.post(f"/towns/{town.id}/closing/take-back/")
    assert "終わる予定" not in admin.get("/home/").content.decode()
    announce(town, someone)
    assert close_due_towns(now=timezone.now() + timedelta(days=29)) == 0
    assert close_due_towns(now=timezone.now() + timedelta(days=31)) == 1
    assert close_due_towns(now=timezone.now() + timedelta(days=31)) == 0
    for path in ("/home/", "/accounts/login/", "/chat/"):
        answer = Client(HTTP_HOST=town.host).get(path)
        assert answer.status_code == HTTPStatus.GONE
        assert "このサービスは終了しました" in answer.content.decode()
    assert admin.get("/home/").status_code == HTTPStatus.GONE
    assert town.id not in {one.id for one in all_towns()}
    with in_public():
        row = Municipality.objects.get(pk=town.id)
        assert town.id in {one.town_id for one in members_of(consortium_id=row.consortium_id)}
        codes = Entry.objects.filter(action__startswith="tenants.town.clos").values_list("action", flat=True)
        assert len(codes) == 4
    with in_town(town):
        assert Entry.objects.filter(action="tenants.town.closed").count() == 1


def test_what_is_closed_is_neither_taken_back_nor_suspended(towns, someone) -> None:
    town, now = towns[0], timezone.now()
    announce(town, someone)
    close_due_towns(now=now + timedelta(days=31))
    with pytest.raises(ClosingRefused, match="すでに終了"):
        take_back_closing(town_id=town.id, operator=someone, now=now)
    with pytest.raises(ClosingRefused, match="すでに終了"):
        announce(town, someone)
    assert not suspend_town(town_id=town.id, reason="x", operator=someone, now=now)
    assert "書類の手続きは続けられます" in at_the_console(someone).get(f"/towns/{town.id}/").content.decode()


def test_a_suspended_town_closes_on_its_day_as_well(towns, someone) -> None:
    town, now = towns[1], timezone.now()
    announce(town, someone)
    suspend_town(town_id=town.id, reason="契約", operator=someone, now=now)
    assert close_due_towns(now=now + timedelta(days=31)) == 1
