"""Garbage questions on the road of an answer: rows, districts that are asked for and remembered, honest gaps."""

from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assistants.answering import prepare
from assistants.chat.conversation import begin
from assistants.events import Quoted, Sentence, Sources
from assistants.models import Conversation, RecordedTurn
from assistants.outcomes import Outcome
from assistants.turn import Channel, Turn
from knowledge.public import Asker
from tenants.models import Profile
from tenants.public import in_no_town, open_chat
from tests.builders.garbage import furnish_garbage

pytestmark = pytest.mark.django_db
FRIDAY = timezone.make_aware(datetime(2026, 12, 18, 9, 0))


@pytest.fixture
def furnished(town):
    open_chat()
    Profile.objects.update(phone="0999-90-1000", weekday_hours="8:30-17:15", closed_days="土日・祝日")
    furnish_garbage()
    return town


def asked(town, question: str, *, now: datetime = FRIDAY, **values: object) -> Turn:
    turn = Turn(town=town, asker=Asker("residents"), channel=Channel.PAGE, question=question, now=now, **values)
    prepare(turn)
    return turn


def said(turn: Turn) -> str:
    return "\n".join(part.text for part in turn.ready if isinstance(part, Sentence | Quoted))


def test_an_item_is_answered_in_the_towns_words_with_its_source(furnished) -> None:
    turn = asked(furnished, "乾電池の捨て方を教えてください")
    assert turn.outcome is Outcome.ANSWERED_GARBAGE
    assert "分別区分: 有害ごみ\n出し方: 透明な袋に入れる\n手数料: 無料" in said(turn)
    source = next(part for part in turn.ready if isinstance(part, Sources)).citations[0]
    assert source.title == "ごみ分別表"
    assert source.opens_at.startswith("/gomi/?q=")


def test_the_district_is_asked_for_and_each_choice_says_all_that_is_needed(furnished) -> None:
    turn = asked(furnished, "次の可燃ごみはいつですか")
    assert turn.outcome is Outcome.ASKED_BACK
    assert [choice.label for choice in turn.choices] == ["東地区", "西地区"]
    chosen = asked(furnished, turn.choices[1].question)
    assert chosen.outcome is Outcome.ANSWERED_GARBAGE
    assert "次の収集は12月22日（火）、その次は12月25日（金）" in said(chosen)


def test_a_day_counts_until_the_hour_by_which_garbage_must_be_out(furnished) -> None:
    early = FRIDAY.replace(hour=7)
    assert "今日12月18日（金）" in said(asked(furnished, "西地区の可燃ごみはいつ", now=early))
    assert "今日" not in said(asked(furnished, "西地区の可燃ごみはいつ", now=FRIDAY))


def test_the_district_is_remembered_within_the_conversation(furnished) -> None:
    held = begin(language="ja", now=FRIDAY)
    asked(furnished, "東地区の可燃ごみはいつ", conversation_id=held.id)
    assert Conversation.objects.get(pk=held.id).garbage_district.name == "東地区"
    later = asked(furnished, "乾電池の捨て方", conversation_id=held.id)
    assert "東地区の有害ごみは、第4火曜日です。次の収集は12月22日（火）" in said(later)
    assert not later.choices


def test_a_district_alone_is_read_with_the_question_before(furnished) -> None:
    turn = asked(furnished, "西地区", history=(("次の可燃ごみはいつですか", ""),))
    assert turn.outcome is Outcome.ANSWERED_GARBAGE
    assert "西地区の可燃ごみは、毎週火・金曜日です。" in said(turn)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("東地区 12月31日は何のごみ", "12月31日（木）は、東地区ではごみの収集はありません（年末年始の休み）。"),
        ("東地区 12月30日は何のごみ", "12月30日（水）は、東地区では可燃ごみの収集日です（12月31日の振替）。"),
        ("東地区 明日は何のごみですか", "明日12月19日（土）は、東地区ではごみの収集はありません。"),
        ("東地区の来週のごみ", "12月22日（火） 有害ごみ"),
        ("東地区 2027年4月5日は何のごみ", "収集カレンダーは、まだ登録されていません。"),
        ("東地区の粗大ごみはいつ", "申込制"),
    ],
)
def test_days_are_read_with_their_exceptions(furnished, question: str, words: str) -> None:
    assert words in said(asked(furnished, question))


def test_several_items_and_a_slip_of_the_finger(furnished) -> None:
    turn = asked(furnished, "冷蔵庫とティシュペーパーを捨てたい")
    both = asked(furnished, "冷蔵庫と自転車を捨てたい")
    assert "収集しないもの" in said(turn)
    assert [part.lead for part in both.ready if isinstance(part, Quoted)] == ["冷蔵庫・冷凍庫", "自転車"]


def test_what_the_list_does_not_name_is_said_with_the_desk_and_what_it_may_be(furnished) -> None:
    turn = asked(furnished, "アイロン台の捨て方")
    assert turn.outcome is Outcome.GARBAGE_UNKNOWN
    assert "「アイロン台」は町の分別表に載っていません" in said(turn)
    assert turn.choices[0].label == "アイロン"
    assert turn.desk is not None


@pytest.mark.parametrize(
    "question", ["住民票はどこで取れますか", "自転車の駐輪場はありますか", "携帯電話で申請できますか"]
)
def test_other_questions_go_on(furnished, question: str) -> None:
    assert asked(furnished, question).outcome is Outcome.NOT_FOUND


def test_unapproved_rows_answer_nothing(town) -> None:
    open_chat()
    furnish_garbage(approve=False)
    assert asked(town, "乾電池の捨て方").outcome is Outcome.NOT_FOUND


def test_a_town_without_rows_pays_one_query(town) -> None:
    open_chat()
    asked(town, "乾電池の捨て方")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        asked(town, "乾電池の捨て方")
    assert sum("garbageedition" in query["sql"] for query in queries) == 1


def test_the_page_works_without_javascript(furnished) -> None:
    client = Client(HTTP_HOST=furnished.host)
    with in_no_town():
        client.post("/chat/", {"question": "次の可燃ごみはいつ"})
        page = client.get("/chat/").content.decode()
        assert 'name="question" value="東地区 次の可燃ごみはいつ"' in page
        client.post("/chat/", {"question": "東地区 次の可燃ごみはいつ"})
        page = client.get("/chat/").content.decode()
    assert "東地区の可燃ごみは、毎週月・木曜日です。" in page
    assert "/gomi/calendar/?district=" in page
    assert RecordedTurn.objects.filter(outcome="answered_garbage").exists()
