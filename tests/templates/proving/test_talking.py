"""Towns talk about shared things under their names; what could tell of a person or place does not cross."""

import pytest
from django.utils import timezone

from templates.models import LibraryQuestion, Thanks
from templates.proving.crossing import MayNotCross
from templates.proving.shown import shown_talk
from templates.proving.talk import answer_question, ask_about, take_back, thank
from templates.reach import OutOfReach
from tenants.public import in_public, in_town
from tests.builders.library import edition, text_content


def ask(found, by, text="保育所の欄がない町ではどう使っていますか。"):
    return ask_about(item_id=found.item_id, text=text, actor=by, now=timezone.now())


def test_a_question_an_answer_and_thanks_cross(town, towns, by) -> None:
    found = edition(by=towns[1])
    question = ask(found, by)
    with in_town(towns[1]):
        answer_question(question_id=question, text="該当なしを選んでください。", actor=by, now=timezone.now())
        talk = shown_talk(item_id=found.item_id)
    assert [(one.town_name, one.text[:3]) for one in talk.questions] == [("甲野町", "保育所")]
    assert [one.text for one in talk.questions[0].shown_answers] == ["該当なしを選んでください。"]
    assert thank(item_id=found.item_id, actor=by, now=timezone.now())
    assert not thank(item_id=found.item_id, actor=by, now=timezone.now())
    assert shown_talk(item_id=found.item_id).thanks == ("甲野町",)
    with in_public():
        assert Thanks.objects.count() == 1


@pytest.mark.parametrize(
    "text",
    [
        "担当の青木管理まで電話してください。",
        "0999-90-1001に電話してください。",
        "申請者の山田太郎さんの件です。",
        "taro.yamada@gmail.comに送ってください。",
        "甲野町総合福祉センターではどうしていますか。",
    ],
)
def test_what_tells_of_a_person_or_a_place_stays(text, town, towns, by) -> None:
    found = edition(by=towns[1])
    with pytest.raises(MayNotCross, match="消すか、一般的な言い方に"):
        ask(found, by, text)
    with in_public():
        assert not LibraryQuestion.objects.exists()


def test_a_town_takes_back_its_own_question_only(town, towns, by) -> None:
    found = edition(by=towns[1])
    question = ask(found, by)
    with in_town(towns[1]):
        assert not take_back(question_id=question, actor=by, now=timezone.now())
    assert take_back(question_id=question, actor=by, now=timezone.now())
    assert shown_talk(item_id=found.item_id).questions == ()
    with pytest.raises(OutOfReach):
        answer_question(question_id=question, text="はい。", actor=by, now=timezone.now())


def test_another_consortium_is_not_talked_to(town, by) -> None:
    found = edition(content=text_content(), consortium_id=77_000)
    with pytest.raises(OutOfReach):
        ask(found, by)
    with pytest.raises(OutOfReach):
        thank(item_id=found.item_id, actor=by, now=timezone.now())
