"""Reported errors are items of their section with a state; 👎 takes its reason."""

import pytest
from django.test import Client
from django.utils import timezone

from assistants.feedback import give_feedback
from assistants.models import Feedback
from audit_log.models import Entry
from tenants.models import Section
from tests.builders.handovers import conversation, turn


@pytest.fixture
def reported(people) -> Feedback:
    held = conversation()
    row = turn(of=held, section_id=Section.objects.get(key="juumin").pk, question="燃やすごみの日は")
    now = timezone.now()
    give_feedback(
        turn_id=row.pk, conversation_id=held.pk, kind="error", reason="old", comment="曜日が変わりました", now=now
    )
    return Feedback.objects.get()


def clerk(town, person) -> Client:
    client = Client(HTTP_HOST=town.host)
    client.force_login(person)
    return client


def test_a_report_waits_for_its_section_until_it_is_settled(reported, people, town):
    head = clerk(town, people.head)
    page = head.get("/reports/").content.decode()
    assert "曜日が変わりました" in page
    assert "燃やすごみの日は" in page
    assert "担当課に届いた誤りの報告" in head.get("/home/").content.decode()
    settled = head.post(f"/reports/{reported.pk}/settle/", {"state": "mended", "note": "収集表を差し替えた"})
    assert settled.status_code == 302
    reported.refresh_from_db()
    assert (reported.state, reported.settled_by, reported.note) == ("mended", people.head, "収集表を差し替えた")
    assert "収集表を差し替えた" in head.get("/reports/?state=settled").content.decode()
    assert Entry.objects.filter(action="assistants.report.settled").count() == 1


def test_another_sections_report_is_not_found_and_an_unknown_state_neither(reported, people, town):
    Feedback.objects.update(section=Section.objects.get(key="soumu"))
    assert clerk(town, people.head).post(f"/reports/{reported.pk}/settle/", {"state": "mended"}).status_code == 404
    assert clerk(town, people.admin).post(f"/reports/{reported.pk}/settle/", {"state": "x"}).status_code == 404
    assert clerk(town, people.auditor).post(f"/reports/{reported.pk}/settle/", {"state": "mended"}).status_code == 403


def test_thumbs_replace_each_other_and_take_a_reason(people):
    held = conversation()
    row = turn(of=held)
    for kind, reason in (("helpful", ""), ("not_helpful", ""), ("not_helpful", "old")):
        give_feedback(turn_id=row.pk, conversation_id=held.pk, kind=kind, reason=reason, comment="", now=timezone.now())
    kept = Feedback.objects.get()
    assert (kept.kind, kept.reason, kept.state) == ("not_helpful", "old", "")
