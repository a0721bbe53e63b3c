"""Choices for programs: each has an id, and the next message may be one; widget and API."""

from typing import Any

import pytest
from django.utils import timezone

from assistants.guiding.publish import put_up_guide
from assistants.listening.switch import switch_listening
from assistants.models import GuideRun, RecordedTurn, WidgetSettings
from audit_log.public import SYSTEM
from tenants.models import Section
from tenants.public import Town, in_town
from tests.assistants.api.conftest import Caller
from tests.assistants.guiding.test_guides import PLAIN
from tests.assistants.widget.conftest import SITE, call, events
from tests.builders.garbage import furnish_garbage


@pytest.fixture
def caller(two: tuple[Town, Town]) -> Caller:
    """A program of a town with a guide and a garbage dictionary."""
    with in_town(two[0]):
        Section.objects.get_or_create(key="juumin", defaults={"name": "住民課", "phone": "0999-90-1002"})
        put_up_guide(plain=PLAIN, actor=SYSTEM, now=timezone.now())
        WidgetSettings.objects.create(origins=[SITE])
    return Caller(two[0])


def labels(answer: dict[str, Any]) -> list[str]:
    return [choice["label"] for choice in answer["choices"]]


def test_a_guide_is_walked_by_ids_and_counted(caller: Caller) -> None:
    start = caller.ask("子育て支援").json()
    assert (start["outcome"], labels(start)) == ("asked_back", ["はい", "いいえ", "手順をやめる"])
    more = {"conversation": start["conversation"]}
    second = caller.call("post", "/api/v1/questions/", {**more, "choice": start["choices"][0]["id"]}).json()
    assert (second["question"], second["parts"][0]["text"]) == ("はい", "何歳ですか")
    end = caller.ask("5", **more).json()
    assert end["outcome"] == "guided"
    # An answer of the first step, chosen again from what stands above: the walk goes on from there.
    other = caller.call("post", "/api/v1/questions/", {**more, "choice": start["choices"][1]["id"]}).json()
    assert other["outcome"] == "guided"
    with in_town(caller.town):
        assert list(GuideRun.objects.values_list("channel", "seen")) == [("api", ["a", "b", "r"])]
        GuideRun.objects.all().delete()


@pytest.mark.parametrize("choice", ["x", "00000000-0000-0000-0000-000000000007.0", "{turn}.9", "{turn}.-1", "{turn}"])
def test_an_unknown_choice_says_so_and_asks_nothing(caller: Caller, choice: str) -> None:
    start = caller.ask("子育て支援").json()
    content = {"conversation": start["conversation"], "choice": choice.format(turn=start["turn"])}
    response = caller.call("post", "/api/v1/questions/", content)
    assert (response.status_code, response.json()["errors"][0]["code"]) == (404, "choice_unknown")
    with in_town(caller.town):
        assert RecordedTurn.objects.count() == 1


def test_a_choice_of_another_conversation_is_unknown(caller: Caller) -> None:
    mine, other = caller.ask("子育て支援").json(), caller.ask("子育て支援").json()
    content = {"conversation": mine["conversation"], "choice": other["choices"][0]["id"]}
    assert caller.call("post", "/api/v1/questions/", content).status_code == 404


def test_a_talk_is_left_by_an_id_and_its_choice_is_lost_with_its_words(caller: Caller) -> None:
    with in_town(caller.town):
        switch_listening(on=True, actor=SYSTEM, now=timezone.now())
    start = caller.ask("お悩み相談").json()
    content = {"conversation": start["conversation"], "choice": start["choices"][0]["id"]}
    assert caller.call("post", "/api/v1/questions/", content).json()["outcome"] == "listening_over"
    assert caller.call("post", "/api/v1/questions/", content).status_code == 404


@pytest.mark.parametrize("content", [{}, {"choice": ""}, {"choice": "x.1"}])
def test_neither_question_nor_a_choice_of_a_conversation_is_wrong_input(caller: Caller, content: dict) -> None:
    assert caller.call("post", "/api/v1/questions/", content).status_code == 400


def test_the_widget_chooses_too_and_sees_the_choices_again_on_the_next_page(caller: Caller) -> None:
    first = dict(events(call(caller.town, "ask", {"question": "子育て支援"})))
    token, ended = first["conversation"]["conversation"], first["ended"]
    again = call(caller.town, "start", {"conversation": token}).json()["turns"][-1]
    assert again["choices"] == ended["choices"]
    chosen = call(caller.town, "ask", {"conversation": token, "choice": ended["choices"][1]["id"]})
    assert dict(events(chosen))["ended"]["outcome"] == "guided"
    lost = call(caller.town, "ask", {"conversation": token, "choice": "x.1"})
    assert (lost.status_code, lost.json()["code"]) == (409, "choice_lost")


def test_garbage_reaches_programs_with_districts_to_choose_and_sources_that_open(caller: Caller) -> None:
    with in_town(caller.town):
        furnish_garbage()
    asked = caller.ask("090-1234-5678です。次の可燃ごみはいつですか").json()
    assert labels(asked) == ["東地区", "西地区"]
    with in_town(caller.town):
        assert "090-1234-5678" not in str(RecordedTurn.objects.get().shown)
    content = {"conversation": asked["conversation"], "choice": asked["choices"][1]["id"]}
    told = caller.call("post", "/api/v1/questions/", content).json()
    assert told["outcome"] == "answered_garbage"
    assert told["citations"][0]["url"].startswith(f"http://{caller.town.host}/gomi/calendar/?district=")
