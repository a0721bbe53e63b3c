"""The gate where residents meet it: a stopped topic, one below its bar, and how staff switch them."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from assistants.asking import whole_text
from assistants.models import EvaluationQuestion, RecordedTurn, Topic
from assistants.showing import from_plain
from assistants.topics.edit import save_topic, stop_topic
from assistants.topics.served_as import served_as
from audit_log.models import Entry
from audit_log.public import SYSTEM
from tenants.public import Town, in_town
from tests.builders.garbage import furnish_garbage
from tests.channels import QUESTION
from tests.towns import People, settle

REASON = "料金の改定中のため、窓口でご案内しています。"


@dataclass
class Place:
    """A furnished town with its people and the topic of the question."""

    town: Town
    people: People

    def topic(self) -> Topic:
        return Topic.objects.get(name="ごみ・環境")

    def ask(self, question: str = QUESTION) -> RecordedTurn:
        Client(HTTP_HOST=self.town.host).post("/chat/", {"question": question})
        with in_town(self.town):
            return RecordedTurn.objects.select_related("topic").latest("at")

    def clerk(self, who: str = "admin") -> Client:
        client = Client(HTTP_HOST=self.town.host)
        with in_town(self.town):
            client.force_login(getattr(self.people, who))
        return client


@pytest.fixture(scope="module")
def settled(doors: None) -> People:
    from tests.towns import test_town

    return settle(test_town(0))


@pytest.fixture
def place(two: tuple[Town, Town], settled: People):
    town = two[0]
    measured = {"bar_percent": None, "measured_at": None, "measured_percent": None, "off_at": None, "off_reason": ""}
    with in_town(town):
        Topic.objects.update(stale=False, **measured)
    return Place(town, settled)


def test_without_a_bar_a_topic_is_noted_and_answered_as_usual(place: Place) -> None:
    turn = place.ask()
    assert turn.outcome == "quoted"
    assert turn.topic.name == "ごみ・環境"
    assert turn.notes["topic"]["told"] == "粗大ごみ"


def test_one_click_stops_a_topic_from_the_next_question_and_one_starts_it_again(place: Place) -> None:
    with in_town(place.town):
        path = f"/topics/{place.topic().pk}/switch/"
    desk = place.clerk()
    assert "止める理由を入力" in desk.post(path, {"step": "stop", "reason": " "}, follow=True).content.decode()
    assert place.ask().outcome == "quoted"
    assert REASON in desk.post(path, {"step": "stop", "reason": REASON}, follow=True).content.decode()
    turn = place.ask()
    assert turn.outcome == "topic_off"
    assert REASON in whole_text(shown=from_plain(plain=turn.shown, turn_id="", question="", at=turn.at))
    assert "500円" not in turn.answer
    desk.post(path, {"step": "resume"})
    assert place.ask().outcome == "quoted"
    with in_town(place.town):
        entries = Entry.objects.filter(action__startswith="assistants.topic").order_by("id")
        assert [entry.action for entry in entries] == ["assistants.topic.stopped", "assistants.topic.resumed"]
        assert entries[0].detail["reason"] == REASON
    assert place.clerk("head").post(path, {"step": "stop", "reason": REASON}).status_code == 403


def test_what_is_answered_from_a_stopped_topic_is_stopped_whatever_topic_the_question_names(place: Place) -> None:
    with in_town(place.town):
        row = place.topic()
        own = Topic.objects.create(name="別の分野", keywords=["粗大ごみの手数料は"])
        Topic.objects.filter(pk=row.pk).update(off_at=timezone.now(), off_reason=REASON)
    try:
        assert place.ask().outcome == "topic_off"
    finally:
        with in_town(place.town):
            own.delete()


def test_a_thing_that_is_in_no_list_is_not_spoken_of_either_while_garbage_is_stopped(place: Place) -> None:
    asked = "ドローンの捨て方を教えてください"
    with in_town(place.town):
        furnish_garbage()
        own = Topic.objects.create(name="別の分野", keywords=["ドローンの捨て方"])
    try:
        assert place.ask(asked).outcome == "garbage_unknown"
        with in_town(place.town):
            Topic.objects.filter(pk=place.topic().pk).update(off_at=timezone.now(), off_reason=REASON)
        assert place.ask(asked).outcome == "topic_off"
    finally:
        with in_town(place.town):
            own.delete()


def test_writing_a_topic_does_not_undo_what_others_decide_in_that_moment(place: Place) -> None:
    with in_town(place.town):
        row = place.topic()
        assert stop_topic(row=place.topic(), reason=REASON, actor=SYSTEM, now=timezone.now())
        row.least_questions = 7
        save_topic(row=row, actor=SYSTEM, now=timezone.now())
        row.refresh_from_db()
    assert (row.least_questions, row.off_reason) == (7, REASON)


def test_below_the_bar_nothing_but_written_answers_is_said(place: Place) -> None:
    with in_town(place.town):
        rows = Topic.objects.filter(pk=place.topic().pk)
        rows.update(bar_percent=90, measured_percent=Decimal("80.0"), measured_questions=20)
        rows.update(measured_at=timezone.now(), measured_as=served_as().digest)
    turn = place.ask()
    assert turn.outcome == "topic_curated_only"
    assert turn.notes["gate"] == "below"
    assert "500円" not in turn.answer
    with in_town(place.town):
        rows.update(measured_percent=Decimal("95.0"))
    assert place.ask().outcome == "quoted"
    assert place.ask("死にたいです").outcome == "crisis"


def test_a_topics_page_takes_words_questions_and_a_bar(place: Place) -> None:
    desk = place.clerk()
    assert desk.get("/topics/").status_code == 200
    with in_town(place.town):
        pk = place.topic().pk
    for path in (f"/topics/{pk}/", f"/topics/{pk}/edit/", f"/topics/{pk}/questions/found/"):
        assert desk.get(path).status_code == 200, path
    values = {"name": "ごみ・環境", "keywords": "粗大ごみ、分別", "examples": "", "least_questions": 3, "position": 70}
    assert "50から100" in desk.post(f"/topics/{pk}/edit/", {**values, "bar_percent": 120}).content.decode()
    desk.post(f"/topics/{pk}/edit/", {**values, "bar_percent": 95})
    with in_town(place.town):
        topic = place.topic()
        assert (topic.bar_percent, topic.keywords) == (95, ["粗大ごみ", "分別"])
    asked = {"question": QUESTION, "expects": "answer", "facts": "500円／環境課", "forbidden": "", "sources": ""}
    desk.post(f"/topics/{pk}/questions/new/", asked)
    assert "すでにあります" in desk.post(f"/topics/{pk}/questions/new/", asked).content.decode()
    with in_town(place.town):
        row = EvaluationQuestion.objects.get()
        assert row.facts == ["500円", "環境課"]
    desk.post(f"/topics/{pk}/questions/{row.pk}/", {"step": "remove"})
    with in_town(place.town):
        assert not EvaluationQuestion.objects.exists()


def test_a_logged_question_comes_into_the_set_by_one_click(place: Place) -> None:
    turn = place.ask()
    desk = place.clerk()
    with in_town(place.town):
        path = f"/topics/{place.topic().pk}/questions/found/"
    assert turn.question in desk.get(path).content.decode()
    desk.post(path, {"kind": "log", "key": str(turn.pk)})
    with in_town(place.town):
        row = EvaluationQuestion.objects.get()
        assert (row.question, row.origin, row.expects) == (turn.question, "log", "answer")
        assert "500円" in row.facts
    for kind, key in (("log", "x"), ("faq", "999999"), ("typed", "1")):
        assert desk.post(path, {"kind": kind, "key": key}).status_code == 404
