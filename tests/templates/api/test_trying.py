"""Trying by key: the prompt as it would be sent, a FAQ set beside the town's own; nothing is installed."""

from typing import Any

import pytest

from assistants.models import RecordedTurn
from assistants.public import PromptBlank
from templates.envelope import SharedContent
from templates.models import Adoption
from tests.assistants.api.conftest import Caller
from tests.builders.library import TOWN_NAME, edition, evaluation_content, faq_content, text_content
from tests.templates.api.conftest import HERE, errors

pytestmark = pytest.mark.django_db


def test_a_prompt_is_put_together_with_the_towns_words(caller: Caller, home) -> None:
    made = edition(by=home)
    path = f"{HERE}/editions/{made.pk}/try/"
    tried = caller.call("post", path, {"inputs": {"催しの名前": "夏祭り"}}).json()
    assert tried["prompt"]["prompt"] == "甲野町の催し「夏祭り」の案内文を書いてください。"
    assert (tried["prompt"]["faults"], tried["prompt"]["missing_fields"]) == ([], [])
    empty = caller.call("post", path, {"blanks": {"町名": "架空町"}}).json()["prompt"]
    assert empty["missing_fields"] == ["催しの名前"]
    assert "架空町" in empty["prompt"]
    assert not Adoption.objects.exists()


def test_writing_without_a_model_is_refused_with_the_next_step(caller: Caller, home) -> None:
    made = edition(by=home)
    answer = caller.call("post", f"{HERE}/editions/{made.pk}/try/", {"inputs": {"催しの名前": "夏祭り"}, "write": True})
    assert answer.status_code == 409
    assert "AIモデル" in errors(answer)[0][1]


def test_a_faq_set_stands_beside_what_the_town_answers(caller: Caller, home) -> None:
    path = f"{HERE}/editions/{edition(content=faq_content(), by=home).pk}/try/"
    tried = caller.call("post", path, {"ask": "dairi", "blanks": {"窓口の電話": None}}).json()["faq"]
    assert [one["key"] for one in tried["entries"]] == ["dairi"]  # the other says nothing without the phone
    assert tried["today"] is None
    assert errors(caller.call("post", path, {"ask": "nowhere"}))[0][0::2] == ("entry_unknown", "ask")


def test_a_question_is_asked_and_guides_and_texts_are_read_with_the_values(
    caller: Caller, home, django_assert_max_num_queries
) -> None:
    moon: dict[str, Any] = {
        "question": "月に行く船はどこから出ますか",
        "expects": "no_answer",
        "facts": ["{{窓口の電話}}"],
    }
    asked = [moon, {"question": "{{窓口}}の電話は", "expects": "answer"}]
    blanks = (TOWN_NAME, PromptBlank("窓口の電話", "phone"), PromptBlank("窓口", "text"))
    made = edition(content=evaluation_content(questions=asked, blanks=blanks), by=home)
    path = f"{HERE}/editions/{made.pk}/try/"
    with django_assert_max_num_queries(22):
        rows = caller.call("post", path, {}).json()["evaluation"]["questions"]
    assert [(one["number"], one["can_be_asked"], one["there"]) for one in rows] == [(1, True, False), (2, False, False)]
    assert rows[0]["open"] == ["〔窓口の電話〕"]
    came = caller.call("post", path, {"ask": "1"}).json()["evaluation"]["came"]
    assert (came["right"], came["ended_right"], came["outage"]) == (True, True, False)
    assert errors(caller.call("post", path, {"ask": "2"}))[0][0::2] == ("entry_unknown", "ask")
    wrong = caller.call("post", path, {"blanks": {"窓口の電話": "役場"}})
    assert (wrong.status_code, errors(wrong)[0][0::2]) == (400, ("blank", "blanks.窓口の電話"))
    item = {"title": "転出証明書", "link": "{{案内の場所}}"}
    steps = [{"key": "q1", "kind": "result", "text": "{{町名}}に持ってくるもの", "items": [item]}]
    plain = {"format": "yuimachi.guide/1", "title": "引越し", "summary": "{{町名}}に来た方へ", "steps": steps}
    place = (TOWN_NAME, PromptBlank("案内の場所", "url"))
    guide = edition(content=SharedContent("guide", "引越し", "転入", "reply", plain, blanks=place), by=home)
    read = caller.call("post", f"{HERE}/editions/{guide.pk}/try/", {}).json()["reads"]
    assert (read["body"]["summary"], read["open"]) == ("甲野町に来た方へ", ["案内の場所"])
    assert read["body"]["steps"][0]["items"][0]["link"] == ""
    text = edition(content=text_content(), by=home)
    told = caller.call("post", f"{HERE}/editions/{text.pk}/try/", {"blanks": {"町名": "甲野の里"}}).json()
    assert (told["kind"], told["reads"]["open"], told["faq"]) == ("text", [], None)
    assert "甲野の里の職員" in told["reads"]["body"]["body"]
    assert not Adoption.objects.exists()
    assert not RecordedTurn.objects.exists()


@pytest.mark.parametrize("sent", [[], "x", {"blanks": []}, {"blanks": {"町名": 3, "x": ["y"]}}, {"inputs": {"a": {}}}])
def test_nonsense_is_wrong_input(caller: Caller, home, sent) -> None:
    answer = caller.call("post", f"{HERE}/editions/{edition(by=home).pk}/try/", sent)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["detail"]


def test_more_than_two_megabytes_are_not_read(caller: Caller, home) -> None:
    answer = caller.call(
        "post", f"{HERE}/editions/{edition(by=home).pk}/try/", {"inputs": {"催しの名前": "x" * 2_000_000}}
    )
    assert (answer.status_code, errors(answer)[0][0]) == (413, "too_large")
