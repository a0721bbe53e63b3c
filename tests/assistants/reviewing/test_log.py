"""The log: whose turns one reads, how they are narrowed; what is recorded."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from assistants.models import Feedback
from assistants.reviewing.log import LogFilters, log_page
from audit_log.models import Entry
from tenants.access import access_of
from tenants.models import Section
from tests.builders.handovers import conversation, handover, turn


@pytest.fixture
def desk(people):
    return Section.objects.get(key="juumin")


def clerk(town, person) -> Client:
    client = Client(HTTP_HOST=town.host)
    client.force_login(person)
    return client


def questions(person, **filters) -> list[str]:
    page = log_page(access=access_of(person=person), filters=LogFilters(**filters), page="")
    return [row.question for row in page.items]


def test_a_head_reads_the_own_sections_turns_and_the_auditor_all(people, desk, town):
    mine = turn(of=conversation(), question="転入届は", section_id=desk.pk)
    other = turn(of=conversation(), question="税は", section_id=Section.objects.get(key="soumu").pk)
    turn(of=conversation(channel="staff"), question="職員の質問", section_id=desk.pk)
    assert questions(people.head) == ["転入届は"]
    assert set(questions(people.auditor)) == {"転入届は", "税は"}
    assert clerk(town, people.head).get(f"/conversations/{other.pk}/").status_code == 404
    assert clerk(town, people.head).get(f"/conversations/{mine.pk}/").status_code == 200
    assert clerk(town, people.member).get("/conversations/").status_code == 403


def test_every_filter_narrows(people, desk):
    now = timezone.now()
    english = conversation(channel="widget")
    english.language = "en"
    english.save()
    held = conversation()
    turn(of=english, question="A", outcome="answered", at=now - timedelta(days=3), section_id=desk.pk)
    told = turn(of=held, question="B", outcome="quoted", answer="青い袋", withheld=[{"text": "x", "reason": "y"}])
    turn(of=conversation(), question="C", outcome="not_found", at=now - timedelta(days=9))
    Feedback.objects.create(turn=told, kind="helpful", at=now)
    handover(of=held)
    today = timezone.localdate()
    expected = [
        ({"words": "青い"}, {"B"}),
        ({"outcome": "answered"}, {"A"}),
        ({"family": "unanswered"}, {"C"}),
        ({"feedback": "helpful"}, {"B"}),
        ({"section_id": desk.pk}, {"A"}),
        ({"channel": "widget"}, {"A"}),
        ({"language": "en"}, {"A"}),
        ({"handed_over": True}, {"B"}),
        ({"withheld": True}, {"B"}),
        ({"since": today - timedelta(days=5)}, {"A", "B"}),
        ({"until": today - timedelta(days=5)}, {"C"}),
    ]
    for filters, found in expected:
        assert set(questions(people.admin, **filters)) == found, filters


def test_reading_one_shows_what_led_to_it_and_is_recorded(people, town):
    row = turn(
        of=conversation(),
        retrieved=[{"passage": 1, "score": 2.5, "title": "ごみの出し方", "heading": "粗大ごみ"}],
        withheld=[{"text": "手数料は900円です。", "reason": "number", "detail": "900円"}],
        prompt="user:\n[質問]",
        timings={"look_first": 1.2},
    )
    page = clerk(town, people.admin).get(f"/conversations/{row.pk}/").content.decode()
    for shown in ("ごみの出し方", "2.5", "手数料は900円です。", "900円", "[質問]", "緊急の言葉の確認"):
        assert shown in page
    entry = Entry.objects.get(action="assistants.conversation.read")
    assert (entry.actor_id, entry.subject_id) == (str(people.admin.pk), str(row.pk))


def test_a_page_costs_the_same_whatever_stands_on_it(people, town, django_assert_max_num_queries):
    held = conversation()
    for _each in range(30):
        Feedback.objects.create(turn=turn(of=held), kind="helpful", at=timezone.now())
    client = clerk(town, people.admin)
    client.get("/conversations/")
    with django_assert_max_num_queries(14):
        client.get("/conversations/")
