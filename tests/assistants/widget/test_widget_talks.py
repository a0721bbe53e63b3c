"""From the widget to a person and back, without a cookie: form, hand-over, news by the talk's token, walls."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from assistants.handover.act import Clerk, reply
from assistants.models import Conversation, Handover, HandoverRules
from audit_log.public import Actor, ActorKind
from tenants.models import Section
from tenants.public import Town, in_town
from tests.assistants.widget.conftest import ask, call
from tests.channels import QUESTION
from tests.towns import settle


def talk(town: Town, **more: Any) -> dict[str, Any]:
    content = {"key": str(uuid.uuid4()), "message": "申込みの日を変えたい", "consents": True, "shares": True, **more}
    response = call(town, "talk/ask", content)
    assert response.status_code == 200, response.content.decode()
    assert not response.cookies
    return dict(response.json()["talks"][0])


def answered(town: Town, text: str) -> None:
    member = settle(town).member
    with in_town(town):
        Handover.objects.update(section=Section.objects.get(key="juumin"))
        clerk = Clerk(member.pk, member.name, Actor(ActorKind.PERSON, str(member.pk), member.name))
        reply(row=Handover.objects.get(), clerk=clerk, text=text, key=uuid.uuid4(), now=timezone.now())


def news(town: Town, *tokens: str, after: int = 0, **more: Any) -> dict[str, Any]:
    return dict(call(town, "talk/news", {"talks": list(tokens), "after": after}, **more).json())


def test_form_hand_over_reply_and_next_word_in_the_same_place(town: Town) -> None:
    said = dict(ask(town, QUESTION))
    conversation = said["conversation"]["conversation"]
    form = call(town, "talk/form", {"conversation": conversation}).json()
    assert form["is_open"]
    assert "30日後" in form["consent"]
    assert [one["question"] for one in form["said"]] == [QUESTION]
    mine = talk(town, conversation=conversation, turn=said["ended"]["turn"])
    first = news(town, mine["talk"])
    assert [word["who"] for word in first["talks"][0]["words"]] == ["resident"]
    answered(town, "12月3日に変えました。")
    new = news(town, mine["talk"], after=first["after"])
    assert [word["text"] for word in new["talks"][0]["words"]] == ["12月3日に変えました。"]
    with in_town(town):
        row = Handover.objects.get()
        assert (row.channel, str(row.turn_id)) == ("widget", said["ended"]["turn"])
        assert Conversation.objects.count() == 1
    again = call(
        town, "talk/answer", {"talk": mine["talk"], "message": "助かりました", "key": str(uuid.uuid4())}
    ).json()
    assert again["talks"][0]["words"][-1]["text"] == "助かりました"


def test_the_same_form_sent_twice_is_one_hand_over(town: Town) -> None:
    conversation = ask(town, QUESTION)[0][1]["conversation"]
    key = str(uuid.uuid4())
    assert len({talk(town, key=key, conversation=conversation)["number"] for _time in range(2)}) == 1


def test_sent_twice_without_a_conversation_is_one_and_a_used_key_brings_no_other_ones_talk(town: Town) -> None:
    key = str(uuid.uuid4())
    assert len({talk(town, key=key)["number"] for _time in range(2)}) == 1
    other = call(town, "talk/ask", {"key": key, "message": "ほかの人の相談", "consents": True})
    assert (other.status_code, other.json()["code"]) == (409, "talk_refused")
    with in_town(town):
        assert Handover.objects.count() == 1


def test_one_key_in_two_talks_is_a_word_in_each(town: Town) -> None:
    key = str(uuid.uuid4())
    for number in range(2):
        mine = talk(town, message=f"相談{number}")["talk"]
        for _time in range(2):
            said = call(town, "talk/answer", {"talk": mine, "message": "続きです", "key": key}).json()
        assert [word["text"] for word in said["talks"][0]["words"]] == [f"相談{number}", "続きです"]


def test_halves_of_characters_are_left_out(town: Town) -> None:
    assert talk(town, message="街灯が\ud800切れた", name="上野\udc00")["words"][0]["text"] == "街灯が切れた"


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"consents": False}, "同意する"),
        ({"message": "　"}, "内容が書かれていません"),
        ({"message": "私の番号は123456789018です"}, "マイナンバー"),
        ({"contact": "でんわ"}, "電話番号（市外局番から）"),
    ],
)
def test_what_is_wrong_comes_back_as_a_sentence_and_nothing_is_kept(town: Town, more: dict, says: str) -> None:
    content = {"key": str(uuid.uuid4()), "message": "日を変えたい", "consents": True, **more}
    response = call(town, "talk/ask", content)
    assert (response.status_code, response.json()["code"]) == (409, "talk_refused")
    assert says in response.json()["sentence"]
    with in_town(town):
        assert not Handover.objects.exists()


def test_a_closed_reception_says_so(town: Town) -> None:
    with in_town(town):
        HandoverRules.objects.update_or_create(pk=1, defaults={"is_open": False})
    response = call(town, "talk/ask", {"key": str(uuid.uuid4()), "message": "あ" * 9, "consents": True})
    assert "受け付けていません" in response.json()["sentence"]
    with in_town(town):
        HandoverRules.objects.all().delete()


def test_a_token_is_worthless_forged_elsewhere_and_after_sixty_days(town: Town, two: tuple[Town, Town]) -> None:
    mine = talk(town)["talk"]
    assert news(town, mine + "x")["talks"] == []
    assert news(two[1], mine)["talks"] == []
    assert news(town, mine, origin=f"http://{town.host}")["talks"] == []
    with time_machine.travel(timezone.now() + timedelta(days=59)):
        assert len(news(town, mine)["talks"]) == 1
    with time_machine.travel(timezone.now() + timedelta(days=61)):
        assert news(town, mine)["talks"] == []
        lost = call(town, "talk/answer", {"talk": mine, "message": "続き", "key": str(uuid.uuid4())})
        assert (lost.status_code, lost.json()["code"]) == (404, "talk_unknown")


@pytest.mark.parametrize("content", [{}, {"talks": "x"}, {"talks": [1]}, {"talks": None, "after": "9"}])
def test_what_is_no_list_of_tokens_is_not_read(town: Town, content: dict) -> None:
    assert call(town, "talk/news", content).status_code == 400
