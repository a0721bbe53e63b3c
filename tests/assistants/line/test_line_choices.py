"""Choices on LINE: buttons within LINE's limits, chosen by id, turned over when there are many."""

from typing import Any

from django.utils import timezone

from assistants.guiding.publish import put_up_guide
from assistants.line.saying import NOTICE
from assistants.listening.switch import switch_listening
from assistants.models import GuideRun, RecordedTurn
from audit_log.public import SYSTEM
from tenants.models import Section
from tenants.public import in_town
from tests.assistants.guiding.test_guides import ITEM, PLAIN
from tests.assistants.line.conftest import Phone
from tests.builders.garbage import furnish_garbage
from tests.channels import QUESTION

LONG = "夫婦のどちらかが町の外で働いていて、保育所に預けたい"


def buttons(phone: Phone) -> list[dict[str, Any]]:
    """The buttons below the last message."""
    last = phone.server.state.received[-1][1][-1]
    return [item["action"] for item in last.get("quickReply", {}).get("items", ())]


def press(phone: Phone, label: str) -> None:
    found = next(action for action in buttons(phone) if action["label"] == label)
    phone.deliver(phone.event("postback", postback={"data": found["data"]}))


def guided(phone: Phone, plain: dict[str, Any]) -> None:
    with in_town(phone.town):
        Section.objects.get_or_create(key="juumin", defaults={"name": "住民課", "phone": "0999-90-1002"})
        put_up_guide(plain=plain, actor=SYSTEM, now=timezone.now())


def test_a_guide_is_walked_by_buttons_and_typed_numbers(phone: Phone) -> None:
    guided(phone, PLAIN)
    phone.type("子育て支援")
    assert [one["label"] for one in buttons(phone)] == ["はい", "いいえ", "手順をやめる", "職員に聞く"]
    press(phone, "はい")
    assert "何歳ですか" in phone.server.texts()[-1]
    phone.type("5")
    assert "決定は住民課が行います" in "".join(phone.server.texts()[-2:])
    assert "👍 役に立った" in [one["label"] for one in buttons(phone)]
    with in_town(phone.town):
        assert list(GuideRun.objects.values_list("channel", "seen")) == [("line", ["a", "b", "r"])]


def test_more_choices_than_line_takes_are_turned_over_and_long_ones_stand_in_the_text(phone: Phone) -> None:
    words = [f"{LONG}（その{number}）" for number in range(1, 31)]
    steps = [
        {"key": "a", "kind": "choice", "text": "どれですか", "exits": [{"label": w, "to": "r"} for w in words]},
        {"key": "r", "kind": "result", "text": "結果", "items": [{**ITEM, "if_step": "", "if_is": ""}]},
    ]
    guided(phone, {"title": "長い案内", "triggers": ["長い案内"], "steps": steps})
    phone.type("長い案内")
    labels = [one["label"] for one in buttons(phone)]
    assert (len(labels), labels[0][:4], labels[-1]) == (13, "1 夫婦", "ほかの選択肢（あと19）")
    assert f"30. {words[29]}" in phone.server.texts()[-1]
    press(phone, "ほかの選択肢（あと19）")
    press(phone, "ほかの選択肢（あと7）")
    assert [one["label"][:2] for one in buttons(phone)[:2]] == ["25", "26"]
    press(phone, buttons(phone)[5]["label"])
    with in_town(phone.town):
        assert RecordedTurn.objects.latest("at").question == words[29]


def test_a_district_is_chosen_and_garbage_sources_open(phone: Phone) -> None:
    with in_town(phone.town):
        furnish_garbage()
    phone.type("次の可燃ごみはいつですか")
    press(phone, "西地区")
    told = phone.server.texts()[-1]
    assert "西地区の可燃ごみ" in told
    assert f"http://{phone.town.host}/gomi/calendar/?district=" in told


def test_the_buttons_of_a_talk_lead_on_though_the_log_keeps_nothing_of_it(phone: Phone) -> None:
    with in_town(phone.town):
        switch_listening(on=True, actor=SYSTEM, now=timezone.now())
    phone.type("お悩み相談")
    phone.type(QUESTION)
    press(phone, "通常のチャットで、この質問をする")
    with in_town(phone.town):
        assert RecordedTurn.objects.latest("at").question == QUESTION
    phone.type("お悩み相談")
    press(phone, "お悩み相談を終える")
    assert "お悩み相談を終えました" in phone.server.texts()[-1]
    assert phone.server.texts().count(str(NOTICE)) == 1, "what was said in the talk counts as said"


def test_a_button_of_a_stranger_or_of_long_ago_gets_a_sentence(phone: Phone) -> None:
    guided(phone, {**PLAIN, "title": "別の案内", "triggers": ["別の案内"]})
    phone.type("別の案内")
    choice, other = buttons(phone)[0]["data"], Phone(phone.town, phone.server, user="U" + "2" * 32)
    other.type("こんにちは")
    for data in (choice, "choose:x.1", f"more:{choice.split(':')[1].split('.')[0]}:0", "choose:", "more:x:1"):
        other.deliver(other.event("postback", postback={"data": data}))
        assert "もう一度" in phone.server.texts()[-1] or "文字で送ってください" in phone.server.texts()[-1]
    with in_town(phone.town):
        assert RecordedTurn.objects.count() == 2
