"""Mails come although workers die, alarms come once, contacts go when their time is over."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from assistants.handover.forget import close_quiet, forget_contacts
from assistants.handover.mails import tell
from assistants.handover.sweep import sweep_handovers
from assistants.models import Conversation, Handover, HandoverMessage
from assistants.retention import purge_conversations
from audit_log.models import Entry
from tenants.models import Policy, Section
from tenants.public import towns_with_open_work
from tests.builders.handovers import conversation, handover, turn


@pytest.fixture
def row(people) -> Handover:
    return handover(
        section_id=Section.objects.get(key="juumin").pk, contact="0999-22-3333", message="090-1234-5678です"
    )


def test_a_mail_whose_worker_died_is_sent_by_the_sweep(row, monkeypatch):
    now = timezone.now()

    def dies(*_args, **_options):
        raise SystemExit

    monkeypatch.setattr("assistants.handover.mails.send_mail", dies)
    with pytest.raises(SystemExit):
        tell(handover_id=row.pk, now=now)
    monkeypatch.undo()
    assert sweep_handovers(now=now + timedelta(minutes=1)) == 0
    assert sweep_handovers(now=now + timedelta(minutes=6)) == 1
    assert sweep_handovers(now=now + timedelta(minutes=12)) == 0
    assert len(mail.outbox) == 1


def test_a_broken_promise_alarms_the_head_once(row):
    tell(handover_id=row.pk, now=timezone.now())
    mail.outbox.clear()
    late = row.promised_at + timedelta(minutes=1)
    for minutes in (0, 10, 20):
        sweep_handovers(now=late + timedelta(minutes=minutes))
    (letter,) = mail.outbox
    assert letter.to == ["head@town.example"]
    assert "1234" not in letter.body
    assert Entry.objects.filter(action="assistants.handover.alarmed").count() == 1


def test_an_answered_one_alarms_nobody(row):
    Handover.objects.update(state="answered", notice_due_at=None)
    assert sweep_handovers(now=row.promised_at + timedelta(days=3)) == 0
    assert mail.outbox == []


def test_a_promise_that_is_near_keeps_the_town_swept(row, town):
    Handover.objects.update(notice_due_at=None)
    much_later = timezone.now() + timedelta(hours=40)
    Handover.objects.update(promised_at=much_later + timedelta(minutes=30))
    assert towns_with_open_work(now=much_later) == []
    sweep_handovers(now=much_later)
    assert [one.schema_name for one in towns_with_open_work(now=much_later)] == [town.schema_name]


def test_contacts_go_and_words_are_masked_after_their_days(row):
    now = timezone.now()
    Handover.objects.update(state="closed", closed_at=now, contact_until=timezone.localdate(now))
    assert forget_contacts(now=now) == 0
    assert forget_contacts(now=now + timedelta(days=1)) == 1
    assert forget_contacts(now=now + timedelta(days=1)) == 0
    gone = Handover.objects.get()
    assert (gone.name_sealed, gone.contact_sealed) == ("", "")
    assert "090-1234-5678" not in HandoverMessage.objects.get(kind="resident").text
    assert Entry.objects.get(action="assistants.handover.forgotten").detail["count"] == 1


def test_a_quiet_one_is_closed_after_its_days(row):
    now = timezone.now()
    Handover.objects.update(state="answered", answered_at=now)
    assert close_quiet(now=now + timedelta(days=13)) == 0
    assert close_quiet(now=now + timedelta(days=15)) == 1
    assert Handover.objects.get().state == "closed"


def test_conversations_go_by_the_policy_but_not_under_an_open_talk(row):
    Policy.objects.update(log_retention_days=30)
    long_ago = timezone.now() - timedelta(days=31)
    old, recent = conversation(at=long_ago), conversation()
    turn(of=old)
    Conversation.objects.filter(pk=row.conversation_id).update(last_turn_at=long_ago)
    assert purge_conversations(now=timezone.now()) == 1
    assert set(Conversation.objects.values_list("pk", flat=True)) == {recent.pk, row.conversation_id}
    Handover.objects.update(state="closed")
    assert purge_conversations(now=timezone.now()) == 1
    assert Entry.objects.filter(action="assistants.conversations.purged").count() == 2
    assert purge_conversations(now=timezone.now()) == 0
