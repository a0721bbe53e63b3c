"""Questions by LINE from the webhook to what the reader receives."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from assistants.line.push import NotOnLine, push_failed, push_text
from assistants.line.sweep import sweep_line
from assistants.line.work import work_on
from assistants.models import Conversation, Feedback, Hotline, LineEvent, LineFriend, LineMessage, RecordedTurn
from tenants.public import in_town
from tests.assistants.line.conftest import Phone, connected
from tests.channels import QUESTION
from tests.line_server import Fault


def only_turn(phone: Phone) -> RecordedTurn:
    with in_town(phone.town):
        return RecordedTurn.objects.get()


def pretend_later(phone: Phone) -> None:
    """Everything is due now, as if minutes had passed."""
    past = timezone.now() - timedelta(minutes=90)
    with in_town(phone.town):
        LineEvent.objects.update(due_at=past, lease_until=past)
        LineMessage.objects.update(due_at=past, lease_until=past)
        sweep_line(now=timezone.now())


def test_a_question_is_answered_by_reply_with_notice_source_and_rating(phone: Phone) -> None:
    response = phone.type(QUESTION)
    assert (response.status_code, response.json()) == (200, {"received": 1})
    [(how, bubbles)] = phone.server.state.received
    assert how == "reply"
    assert "個人情報は書かないで" in bubbles[0]["text"]
    assert "500円" in bubbles[1]["text"]
    assert f"http://{phone.town.host}/sources/" in bubbles[1]["text"]
    labels = [item["action"]["label"] for item in bubbles[-1]["quickReply"]["items"]]
    assert labels[:2] == ["👍 役に立った", "👎 役に立たない"]
    assert phone.server.state.calls[0].path == "/v2/bot/chat/loading/start"
    turn = only_turn(phone)
    assert (turn.channel, turn.outcome) == ("line", "quoted")


def test_nothing_of_the_reader_is_kept_in_the_clear(phone: Phone) -> None:
    phone.type("090-1234-5678です。" + QUESTION)
    with in_town(phone.town):
        friend, event = LineFriend.objects.get(), LineEvent.objects.get()
        message = LineMessage.objects.get()
    assert phone.user not in friend.pseudonym
    assert phone.user not in friend.user_id.token
    assert (str(event.payload), str(message.bubbles), str(message.reply_token)) == ("", "", "")
    assert "090-1234-5678" not in only_turn(phone).question


def test_the_second_question_goes_on_in_the_same_conversation_without_the_notice(phone: Phone) -> None:
    phone.type(QUESTION)
    phone.type("いつまでに申し込みますか")
    assert sum("個人情報は書かないで" in text for text in phone.server.texts()) == 1
    with in_town(phone.town):
        assert Conversation.objects.get().turns.count() == 2


def test_a_webhook_that_comes_twice_is_answered_once(phone: Phone) -> None:
    event = phone.event(message={"id": "1", "type": "text", "text": QUESTION})
    again = {**event, "deliveryContext": {"isRedelivery": True}}
    assert phone.deliver(event).json() == {"received": 1}
    assert phone.deliver(again).json() == {"received": 0}
    assert phone.deliver(again, again).json() == {"received": 0}
    assert len(phone.server.state.received) == 1
    only_turn(phone)


def test_a_late_unfollow_does_not_undo_a_newer_follow(phone: Phone) -> None:
    older = phone.event("unfollow", age_seconds=60)
    phone.deliver(phone.event("follow"))
    phone.deliver(older)
    with in_town(phone.town):
        assert LineFriend.objects.get().is_following


def test_a_new_friend_is_greeted_with_the_notice_and_questions(phone: Phone) -> None:
    phone.deliver(phone.event("follow"))
    [(_how, bubbles)] = phone.server.state.received
    assert "AIが町の資料をもとに" in bubbles[-1]["text"]
    assert bubbles[-1]["quickReply"]["items"][0]["action"]["text"] == QUESTION


@pytest.mark.parametrize("kind", ["sticker", "image", "video", "audio", "file", "location", "strange"])
def test_what_is_no_text_is_answered_with_what_to_do(phone: Phone, kind: str) -> None:
    phone.deliver(phone.event(message={"id": "1", "type": kind}))
    assert "文字で送ってください" in phone.server.texts()[0] if kind != "strange" else phone.server.texts() == []
    with in_town(phone.town):
        assert not RecordedTurn.objects.exists()


def test_a_rating_is_kept_and_a_bad_one_is_asked_for_its_reason(phone: Phone) -> None:
    phone.type(QUESTION)
    items = phone.server.state.received[0][1][-1]["quickReply"]["items"]
    phone.deliver(phone.event("postback", postback={"data": items[1]["action"]["data"]}))
    reasons = phone.server.state.received[1][1][-1]["quickReply"]["items"]
    phone.deliver(phone.event("postback", postback={"data": reasons[1]["action"]["data"]}))
    with in_town(phone.town):
        kept = Feedback.objects.get()
    assert (kept.kind, kept.reason) == ("not_helpful", "old")


@pytest.mark.parametrize("data", ["", "rate:x:helpful:", f"rate:{uuid.UUID(int=7)}:helpful:", "rate", "x" * 400])
def test_a_forged_rating_changes_nothing_and_gets_a_sentence(phone: Phone, data: str) -> None:
    phone.type(QUESTION)
    phone.deliver(phone.event("postback", postback={"data": data}))
    assert len(phone.server.state.received) == 2
    with in_town(phone.town):
        assert not Feedback.objects.exists()


def test_distress_gets_numbers_that_ring_before_anything_else(phone: Phone) -> None:
    today = timezone.localdate()
    with in_town(phone.town):
        Hotline.objects.create(
            kind="suicide", name="いのちの電話相談窓口（夜間も）", number="0120-783-556", hours="毎日16時から21時",
            source="厚生労働省", verified_on=today, expires_on=today,
        )  # fmt: skip
    phone.type("もう死にたい")
    [(_how, bubbles)] = phone.server.state.received
    assert "0120-783-556" in bubbles[0]["text"]
    uris = [action["uri"] for bubble in bubbles[1:] for action in bubble["template"]["actions"]]
    assert uris[0] == "tel:0120783556"
    assert {"tel:110", "tel:119"} <= set(uris)


@pytest.mark.parametrize("fault", [Fault.BROKEN, Fault.SILENT, Fault.SLOW_DOWN, Fault.BROKEN_AFTER, Fault.SILENT_AFTER])
def test_a_reply_that_fails_arrives_exactly_once(phone: Phone, fault: Fault) -> None:
    phone.server.fail(fault)
    phone.type(QUESTION)
    assert [how for how, _bubbles in phone.server.state.received] == ["reply"]
    with in_town(phone.town):
        assert LineMessage.objects.get().state == "done"


def test_an_expired_reply_token_becomes_a_push(phone: Phone) -> None:
    phone.type(QUESTION, age_seconds=70)
    event = phone.event(message={"id": "1", "type": "text", "text": "犬の登録は"})
    phone.server.state.expired_tokens.add(event["replyToken"])
    phone.deliver(event)
    assert [how for how, _bubbles in phone.server.state.received] == ["push", "push"]


@pytest.mark.parametrize(
    "faults", [[Fault.BROKEN_AFTER] * 2, [Fault.SLOW_DOWN] * 3, [Fault.SILENT_AFTER, Fault.BROKEN]]
)
def test_a_push_that_fails_arrives_exactly_once(phone: Phone, faults: list[Fault]) -> None:
    phone.server.fail(*faults)
    phone.type(QUESTION, age_seconds=70)
    pretend_later(phone)
    assert [how for how, _bubbles in phone.server.state.received] == ["push"]
    keys = {call.retry_key for call in phone.server.state.calls if call.path.endswith("push")}
    assert len(keys) == 1
    with in_town(phone.town):
        assert LineMessage.objects.get().state == "done"


def test_line_being_down_for_long_loses_nothing(phone: Phone) -> None:
    phone.server.fail(*[Fault.BROKEN] * 3)
    phone.type(QUESTION)
    assert phone.server.state.received == []
    with in_town(phone.town):
        LineMessage.objects.update(reply_until=timezone.now() - timedelta(minutes=1))
    pretend_later(phone)
    assert [how for how, _bubbles in phone.server.state.received] == ["push"]


def test_a_token_that_is_refused_shows_on_the_staff_page_and_the_answer_waits(phone: Phone) -> None:
    phone.server.fail(Fault.UNAUTHORIZED)
    phone.type(QUESTION)
    with in_town(phone.town):
        from assistants.models import LineChannel

        assert LineChannel.objects.get().trouble == "unauthorized"
        assert LineMessage.objects.get().state == "waiting"
    pretend_later(phone)
    with in_town(phone.town):
        assert LineChannel.objects.get().trouble == ""


def test_the_month_being_used_up_is_said_and_the_message_waits(phone: Phone) -> None:
    phone.server.fail(Fault.MONTHLY)
    phone.type(QUESTION, age_seconds=70)
    with in_town(phone.town):
        from assistants.models import LineChannel

        assert LineChannel.objects.get().trouble == "monthly_limit"
        assert LineMessage.objects.get().state == "waiting"


def test_a_worker_that_dies_after_recording_leaves_one_turn_and_one_answer(phone: Phone, monkeypatch) -> None:
    from assistants.line import work

    def die(**_values: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(work, "put_into_outbox", die)
        with pytest.raises(SystemExit):
            phone.type(QUESTION)
    only_turn(phone)
    assert phone.server.state.received == []
    pretend_later(phone)
    only_turn(phone)
    assert len(phone.server.state.received) == 1


def test_a_worker_that_dies_between_outbox_and_line_is_made_up_for(phone: Phone, monkeypatch) -> None:
    from assistants.line import work

    with monkeypatch.context() as patched:
        patched.setattr(work, "send", lambda **_values: False)
        phone.type(QUESTION)
    assert phone.server.state.received == []
    pretend_later(phone)
    assert len(phone.server.state.received) == 1


def test_an_event_is_worked_on_by_one_worker_only(phone: Phone) -> None:
    phone.type(QUESTION)
    with in_town(phone.town):
        assert not work_on(event_id=LineEvent.objects.get().pk, now=timezone.now())


def test_a_reply_of_staff_is_pushed_once_whatever_is_called_how_often(phone: Phone) -> None:
    phone.type(QUESTION)
    key = uuid.uuid4()
    with in_town(phone.town):
        conversation = Conversation.objects.get().pk
    for _time in range(3):
        push_text(town=phone.town, conversation_id=conversation, text="住民課の山本です。", retry_key=key)
    assert phone.server.texts().count("住民課の山本です。") == 1
    assert phone.server.state.calls[-1].retry_key == str(key)
    assert not push_failed(town=phone.town, retry_key=key)


def test_staff_cannot_push_to_who_has_left_or_to_another_towns_conversation(phone: Phone) -> None:
    other = Phone(connected(1), phone.server)
    phone.type(QUESTION)
    with in_town(phone.town):
        conversation = Conversation.objects.get().pk
    with pytest.raises(NotOnLine):
        push_text(town=other.town, conversation_id=conversation, text="x", retry_key=uuid.uuid4())
    phone.deliver(phone.event("unfollow"))
    with pytest.raises(NotOnLine):
        push_text(town=phone.town, conversation_id=conversation, text="x", retry_key=uuid.uuid4())


def test_messages_in_haste_each_get_their_sentence(phone: Phone) -> None:
    events = [phone.event(message={"id": str(n), "type": "text", "text": "犬"}) for n in range(13)]
    assert phone.deliver(*events).json() == {"received": 13}
    assert len(phone.server.state.received) == 13
    with in_town(phone.town):
        assert RecordedTurn.objects.filter(outcome="too_often").count() == 1, (
            "one row stands for a client's hour of haste"
        )
