"""From LINE to a person: consent by button, one message for the desk, the reply pushed once whatever dies."""

import os
import signal
import subprocess
import sys
import uuid
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from assistants.handover.act import Clerk, reply
from assistants.handover.sweep import sweep_handovers
from assistants.line.talk import written
from assistants.models import Handover, HandoverMessage, HandoverRules, LineEvent, LineFriend, RecordedTurn
from audit_log.public import Actor, ActorKind
from tenants.models import Person
from tenants.public import in_town
from tests.assistants.line.conftest import Phone
from tests.assistants.line.test_line import pretend_later
from tests.assistants.line.test_line_choices import buttons, press
from tests.channels import QUESTION
from tests.line_server import Fault
from tests.yuimachi.worker import ROOT, present_database_url, wait_until


def only(phone: Phone) -> Handover:
    with in_town(phone.town):
        return Handover.objects.get()


def desk_says(phone: Phone, text: str) -> None:
    with in_town(phone.town):
        person, _made = Person.objects.get_or_create(email="desk@town.example", defaults={"name": "上野 職員"})
        clerk = Clerk(person.pk, person.name, Actor(ActorKind.PERSON, str(person.pk), person.name))
        reply(row=Handover.objects.get(), clerk=clerk, text=text, key=uuid.uuid4(), now=timezone.now())


def handed_over(phone: Phone) -> None:
    phone.type(QUESTION)
    press(phone, "職員に聞く")
    press(phone, "同意してこのまま送る")


def test_consent_question_number_reply_and_the_next_word(phone: Phone) -> None:
    with in_town(phone.town):
        HandoverRules.objects.update_or_create(pk=1, defaults={"contact": "required"})
    phone.type(QUESTION)
    press(phone, "職員に聞く")
    asked = phone.server.texts()[-1]
    assert "30日後に、名前と連絡先を消します" in asked
    assert QUESTION in asked
    with in_town(phone.town):
        assert not Handover.objects.exists()
    press(phone, "同意してこのまま送る")
    row = only(phone)
    assert (row.channel, row.passed_on[0]["question"]) == ("line", QUESTION)
    assert f"受付番号は{row.pk}です" in phone.server.texts()[-1]
    assert "このトークに届きます" in phone.server.texts()[-1]
    desk_says(phone, "3日の朝に出してください。")
    assert f"受付番号{row.pk}" in phone.server.texts()[-1]
    assert "3日の朝に出してください。" in phone.server.texts()[-1]
    assert phone.server.state.received[-1][0] == "push"
    press(phone, "職員に続けて書く")
    phone.type("分かりました。ありがとうございます。")
    with in_town(phone.town):
        words = list(HandoverMessage.objects.exclude(kind="event").values_list("kind", "text"))
        assert words[-1] == ("resident", "分かりました。ありがとうございます。")
        assert RecordedTurn.objects.count() == 1, "what is for the desk is read by no model"


def test_words_of_ones_own_go_to_the_desk_and_the_message_after_to_the_assistant(phone: Phone) -> None:
    phone.type("職員に聞く")
    assert [one["label"] for one in buttons(phone)] == ["同意して自分で書く", "やめる"]
    press(phone, "同意して自分で書く")
    phone.type("私の番号は123456789018です")
    assert "マイナンバー" in phone.server.texts()[-1]
    phone.type("家の前の街灯が切れています")
    phone.type(QUESTION)
    with in_town(phone.town):
        assert HandoverMessage.objects.get(kind="resident").text == "家の前の街灯が切れています"
        assert [turn.question for turn in RecordedTurn.objects.all()] == [QUESTION]


def test_a_late_worker_still_brings_the_message_to_the_desk_and_an_old_button_does_not(phone: Phone) -> None:
    phone.type("職員に聞く")
    press(phone, "同意して自分で書く")
    with in_town(phone.town):
        friend = LineFriend.objects.get()
        event = LineEvent.objects.order_by("-pk").first()
        assert event
        for minutes, is_for_desk in ((31, False), (-1, False), (29, True)):
            event.occurred_at = datetime.fromisoformat(friend.writing["at"]) + timedelta(minutes=minutes)
            late = event.occurred_at + timedelta(hours=2)
            said = written(event=event, text="街灯が切れています", friend=friend, now=late)
            assert (said is not None) == is_for_desk, minutes


def test_stopping_sends_nothing(phone: Phone) -> None:
    phone.type("職員に相談する")
    press(phone, "同意して自分で書く")
    press(phone, "やめる")
    phone.type(QUESTION)
    with in_town(phone.town):
        assert not Handover.objects.exists()
        assert RecordedTurn.objects.count() == 1


def test_words_of_danger_for_the_desk_bring_the_numbers_first_and_are_urgent(phone: Phone) -> None:
    phone.type("職員に聞く")
    press(phone, "同意して自分で書く")
    phone.type("もう死にたい")
    bubbles = phone.server.state.received[-1][1]
    assert "110" in bubbles[0]["text"]
    assert "職員に届けました" in bubbles[-1]["text"]
    assert only(phone).urgent


def test_an_event_worked_on_twice_is_one_hand_over(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    from assistants.line import work

    def die(**_values: object) -> None:
        raise SystemExit

    phone.type("職員に聞く")
    press(phone, "同意して自分で書く")
    with monkeypatch.context() as patched:
        patched.setattr(work, "put_into_outbox", die)
        with pytest.raises(SystemExit):
            phone.type("街灯が切れています")
    pretend_later(phone)
    assert "職員に届けました" in phone.server.texts()[-1]
    with in_town(phone.town):
        assert Handover.objects.count() == 1
        assert HandoverMessage.objects.filter(kind="resident").count() == 1
        assert LineEvent.objects.filter(state="done").count() == 3
        assert not RecordedTurn.objects.exists()


@pytest.mark.parametrize("data", ["talk:send:", f"talk:send:{uuid.UUID(int=7)}", f"talk:answer:{uuid.UUID(int=7)}"])
def test_a_button_of_something_gone_gets_a_sentence(phone: Phone, data: str) -> None:
    phone.deliver(phone.event("postback", postback={"data": data}))
    phone.type("続きです")
    with in_town(phone.town):
        assert not Handover.objects.exists()
    assert "もう一度「職員に聞く」" in "".join(phone.server.texts())


def test_another_readers_talk_cannot_be_written_into(phone: Phone) -> None:
    handed_over(phone)
    key = only(phone).key
    other = Phone(phone.town, phone.server, user="U" + "2" * 32)
    other.deliver(other.event("postback", postback={"data": f"talk:answer:{key}"}))
    other.type("割り込みです")
    with in_town(phone.town):
        assert not HandoverMessage.objects.filter(text="割り込みです").exists()


_WORKER = """
import django; django.setup()
from celery import current_app; current_app.conf.task_always_eager = True
from django.utils import timezone
import assistants.tasks
from assistants.handover.deliver import push
from tenants.public import in_town
from tests.towns import test_town
with in_town(test_town(0)):
    push(message_id={message}, now=timezone.now())
"""


def test_a_worker_killed_while_it_pushes_a_reply_is_followed_and_the_reply_comes_once(
    phone: Phone, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    handed_over(phone)
    before = len(phone.server.state.received)
    with monkeypatch.context() as patched:
        patched.setattr("assistants.handover.deliver.push_message", lambda **_values: None)
        desk_says(phone, "お待たせしました。")
    with in_town(phone.town):
        message = HandoverMessage.objects.get(kind="desk").pk
    phone.server.fail(Fault.SILENT_AFTER)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "yuimachi.settings.testing",
        "YUIMACHI_TEST_DATABASE_URL": present_database_url(),
        "YUIMACHI_LINE_API_URL": phone.server.url,
        "PYTHONPATH": f"{ROOT / 'platform'}:{ROOT}",
    }
    with (tmp_path / "worker.log").open("wb") as log:
        words = [sys.executable, "-c", _WORKER.format(message=message)]
        worker = subprocess.Popen(words, env=environment, cwd=ROOT, stderr=log)
    assert wait_until(lambda: len(phone.server.state.received) > before), (tmp_path / "worker.log").read_text()
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    with in_town(phone.town):
        sweep_handovers(now=timezone.now() + timedelta(minutes=6))
    pretend_later(phone)
    replies = [text for text in phone.server.texts() if "お待たせしました。" in text]
    assert len(replies) == 1
    keys = {call.retry_key for call in phone.server.state.calls if call.path.endswith("push")}
    assert len(keys) == 1
    with in_town(phone.town):
        assert HandoverMessage.objects.get(pk=message).push_due_at is None
