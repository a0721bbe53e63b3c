"""Reminders before the end: to the right people, once for each warning, also when a worker or the mail server dies."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from knowledge.models import Document, Reminder
from knowledge.reminding.find_due import write_due
from knowledge.reminding.send import send_due, unsent
from tenants.models import Person, Section
from tests.builders import knowledge as build

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def own(people) -> Section:
    return Section.objects.get(key="juumin")


def remind(day, *, at=None) -> list[str]:
    """A round on a day; whom it told, and of how many documents."""
    mail.outbox.clear()
    now = at or timezone.now()
    write_due(today=day, now=now)
    send_due(now=now)
    return sorted(f"{each.to[0]} {each.body.count('・')}" for each in mail.outbox)


def test_each_warning_is_told_once_to_heads_editors_and_the_person_responsible(people, own, today) -> None:
    build.document(title="国保の手引き", section=own, valid_until=today + timedelta(days=30), responsible=people.member)
    build.document(title="期限なし", section=own)
    told = ["head@town.example 1", "member@town.example 1"]
    assert remind(today) == told
    assert remind(today) == []
    assert remind(today + timedelta(days=22)) == []
    assert remind(today + timedelta(days=23)) == told
    assert remind(today + timedelta(days=30)) == told
    assert "国保の手引き" in mail.outbox[0].body
    assert "今日まで" in mail.outbox[0].body
    assert remind(today + timedelta(days=31)) == []


def test_a_late_document_gets_the_nearest_warning_only(people, own, today) -> None:
    build.document(section=own, valid_until=today + timedelta(days=5))
    assert remind(today) == ["head@town.example 1"]
    assert list(Reminder.objects.values_list("days", flat=True)) == [7]


def test_what_is_not_in_service_or_prolonged_is_not_told(people, own, today) -> None:
    for fields in ({"approved": False}, {"withdrawn_at": timezone.now()}):
        build.document(title=str(fields), section=own, valid_until=today, **fields)
    kept = build.document(section=own, valid_until=today)
    write_due(today=today, now=timezone.now())
    Document.objects.filter(pk=kept.pk).update(valid_until=today + timedelta(days=365))
    mail.outbox.clear()
    assert (send_due(now=timezone.now()), mail.outbox) == (0, [])
    assert not unsent(now=timezone.now())


def test_without_keepers_the_whole_towns_are_told_and_nobody_who_left(people, own, today) -> None:
    Person.objects.filter(pk=people.head.pk).update(is_active=False)
    build.document(section=own, valid_until=today, responsible=people.head)
    assert remind(today) == ["admin@town.example 1"]


def test_several_documents_are_one_mail_and_cost_no_query_each(
    people, own, today, django_assert_max_num_queries
) -> None:
    for number in range(20):
        build.document(title=f"文書{number}", section=own, valid_until=today)
    with django_assert_max_num_queries(16):
        assert remind(today) == ["head@town.example 20"]


def test_a_worker_that_died_is_followed_by_another_after_its_lease(people, own, today) -> None:
    build.document(section=own, valid_until=today)
    now = timezone.now()
    write_due(today=today, now=now)
    Reminder.objects.update(lease_until=now + timedelta(minutes=10))
    assert send_due(now=now) == 0
    assert send_due(now=now + timedelta(minutes=11)) == 1
    assert send_due(now=now + timedelta(minutes=30)) == 0


def test_a_mail_server_that_is_away_is_tried_again(people, own, today, monkeypatch) -> None:
    build.document(section=own, valid_until=today)
    now = timezone.now()
    write_due(today=today, now=now)
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.message.EmailMessage.send", _refused)
        assert send_due(now=now) == 0
    assert unsent(now=now + timedelta(minutes=11))
    assert send_due(now=now + timedelta(minutes=11)) == 1


def _refused(*_args, **_kwargs):
    raise ConnectionRefusedError
