"""The residents' door without JavaScript: post, page, feedback; a conversation is worthless elsewhere."""

import uuid

import pytest
from django.test import Client

from assistants.chat.conversation import COOKIE
from assistants.models import Conversation, Feedback, RecordedTurn
from tenants.models import Profile
from tenants.public import Town, in_town, open_chat
from tests.builders.documents import take_in
from tests.towns import test_town

LEAFLET = "# 粗大ごみの出し方\n\n粗大ごみは、環境課に申し込んでから出してください。手数料は1点につき500円です。\n"
QUESTION = "粗大ごみの手数料はいくらですか"
pytestmark = pytest.mark.usefixtures("committed_database")


@pytest.fixture
def towns_open() -> tuple[Town, Town]:
    towns = (test_town(0), test_town(1))
    for town in towns:
        with in_town(town):
            open_chat()
            Profile.objects.update(phone="0999-90-1000", weekday_hours="8:30-17:15", closed_days="土日・祝日")
            take_in(LEAFLET, name="gomi.md")
    return towns


def browser(town: Town) -> Client:
    return Client(headers={"host": town.host})


def only_turn(town: Town) -> RecordedTurn:
    with in_town(town):
        return RecordedTurn.objects.get()


def test_a_post_leads_back_to_the_page_with_the_answer(towns_open):
    client = browser(towns_open[0])
    posted = client.post("/chat/", {"question": QUESTION})
    assert posted.status_code == 302
    assert posted["Location"] == f"/chat/#turn-{only_turn(towns_open[0]).pk}"
    page = client.get("/chat/").content.decode()
    assert QUESTION in page
    assert "500円" in page
    assert "/sources/" in page


def test_before_the_first_message_stands_what_it_is_and_what_not_to_write(towns_open):
    page = browser(towns_open[0]).get("/chat/").content.decode()
    assert "AIが町の資料をもとに" in page
    assert "個人情報は書かないでください" in page


def test_what_is_typed_is_never_markup(towns_open):
    client = browser(towns_open[0])
    client.post("/chat/", {"question": "<script>alert(1)</script>粗大ごみの手数料は"})
    assert "<script>alert(1)" not in client.get("/chat/").content.decode()


def test_the_cookie_of_one_town_is_worthless_in_another(towns_open):
    mine = browser(towns_open[0])
    mine.post("/chat/", {"question": QUESTION})
    theirs = browser(towns_open[1])
    theirs.cookies[COOKIE] = mine.cookies[COOKIE].value
    assert QUESTION not in theirs.get("/chat/").content.decode()
    theirs.post("/chat/", {"question": "犬の登録は"})
    with in_town(towns_open[0]):
        assert RecordedTurn.objects.count() == 1
        token = Conversation.objects.get().token
    with in_town(towns_open[1]):
        assert not Conversation.objects.filter(token=token).exists()


def test_feedback_is_kept_once_a_kind_and_its_comment_is_masked(towns_open):
    client = browser(towns_open[0])
    client.post("/chat/", {"question": QUESTION})
    address = f"/chat/turns/{only_turn(towns_open[0]).pk}/feedback/"
    for comment in ("古いです", "090-1234-5678に電話をください"):
        client.post(address, {"kind": "error", "reason": "old", "comment": comment})
    with in_town(towns_open[0]):
        kept = Feedback.objects.get()
    assert (kept.kind, kept.reason) == ("error", "old")
    assert "090-1234-5678" not in kept.comment


def test_feedback_with_a_my_number_keeps_no_comment(towns_open):
    client = browser(towns_open[0])
    client.post("/chat/", {"question": QUESTION})
    address = f"/chat/turns/{only_turn(towns_open[0]).pk}/feedback/"
    client.post(address, {"kind": "error", "reason": "wrong", "comment": "123456789018です"})
    with in_town(towns_open[0]):
        assert Feedback.objects.get().comment == ""


def test_feedback_on_a_strangers_turn_is_not_found(towns_open):
    browser(towns_open[0]).post("/chat/", {"question": QUESTION})
    stranger = browser(towns_open[0])
    stranger.post("/chat/", {"question": "犬の登録は"})
    with in_town(towns_open[0]):
        others = RecordedTurn.objects.exclude(question="犬の登録は").get().pk
    for turn_id in (others, uuid.uuid4()):
        assert stranger.post(f"/chat/turns/{turn_id}/feedback/", {"kind": "helpful"}).status_code == 404


def test_a_question_stopped_before_masking_is_not_stored(towns_open):
    browser(towns_open[0]).post("/chat/", {"question": "山田太郎 090-1234-5678 " + "あ" * 500})
    turn = only_turn(towns_open[0])
    assert turn.outcome == "too_long"
    assert turn.question == ""
    assert "090-1234-5678" not in str(turn.shown)


def test_only_masked_turns_are_handed_on_as_history(towns_open, monkeypatch):
    from assistants.chat import views

    seen = []
    real = views.turn_for

    def watched(**values):
        seen.append(real(**values))
        return seen[-1]

    monkeypatch.setattr(views, "turn_for", watched)
    client = browser(towns_open[0])
    client.post("/chat/", {"question": "090-1234-5678です。" + QUESTION})
    client.post("/chat/", {"question": "いつまでに申し込みますか"})
    assert seen[1].history
    assert "090-1234-5678" not in str(seen[1].history)
