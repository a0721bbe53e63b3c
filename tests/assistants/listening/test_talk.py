"""A talk from its beginning to its end: what is said, what is asked of a model, what stays nowhere."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from assistants.crisis.recognise import recognised
from assistants.listening.forget import forget_words
from assistants.listening.switch import switch_listening
from assistants.models import Conversation, Hotline, ListeningWord, RecordedTurn
from audit_log.public import SYSTEM
from llm_gateway.breaker import BREAKER
from llm_gateway.models import ModelEndpoint
from tenants.public import Town, in_town
from tests.channels import QUESTION
from tests.model_server import Behaviour, Fault, ModelServer

WORRY = "将来のことが不安で眠れません"
REPLY = "先のことを思うと、心細くなりますね。うつ病の症状です。いちばんつらいのは、どんなときですか。"


@pytest.fixture
def here(two: tuple[Town, Town]):
    """A town that offers the mode, with one verified hotline."""
    today = timezone.localdate()
    with in_town(two[0]):
        ModelEndpoint.objects.all().delete()
        switch_listening(on=True, actor=SYSTEM, now=timezone.now())
        Hotline.objects.create(
            kind="suicide", name="こころの電話", number="0120-000-111", hours="24時間", source="県",
            verified_on=today, expires_on=today + timedelta(days=90),
        )  # fmt: skip
    BREAKER.forget(schema_name=two[0].schema_name)
    return two[0]


@pytest.fixture
def browser(here: Town) -> Client:
    return Client(HTTP_HOST=here.host)


def say(browser: Client, text: str) -> str:
    return browser.post("/chat/", {"question": text}, follow=True).content.decode()


def newest(here: Town) -> RecordedTurn:
    with in_town(here):
        return RecordedTurn.objects.latest("at")


def test_without_a_model_it_says_so_and_shows_who_listens(here: Town, browser: Client) -> None:
    begun = say(browser, "お悩み相談を始める")
    assert "お悩み相談の最中です" in begun
    assert "0120-000-111" in begun
    page = say(browser, WORRY)
    assert page.count("0120-000-111") > begun.count("0120-000-111"), "cards stand beside each worry"
    assert "いまはAIがお話をうかがうことができません" in page
    assert WORRY in page, "the reader still sees it"
    row = newest(here)
    assert (row.outcome, row.question, row.answer, row.shown) == ("listened", "", "", {})
    ended = say(browser, "お悩み相談を終える")
    assert "お悩み相談の最中です" not in ended
    assert WORRY not in ended
    with in_town(here):
        assert not ListeningWord.objects.exists()
    assert "500円" in say(browser, QUESTION)


def test_a_model_listens_and_what_is_not_ours_to_say_is_withheld(here: Town, browser: Client) -> None:
    with ModelServer() as server, in_town(here):
        ModelEndpoint.objects.create(name="試験", kind="chat", model="test", base_url=server.url)
        server.always(Behaviour(text=REPLY))
        say(browser, "お悩み相談")
        page = say(browser, WORRY)
        say(browser, "眠れません")
        sent = [json.dumps(seen.body, ensure_ascii=False) for seen in server.seen]
    assert "いちばんつらいのは、どんなときですか。" in page
    assert "症状" not in page
    assert "資料" not in sent[-1]
    assert WORRY in sent[-1], "the talk so far goes along"
    row = newest(here)
    assert (row.prompt, row.model_output, row.withheld, row.notes) == ("", "", [], {"listening": True})


def test_a_model_that_fails_is_said_honestly(here: Town, browser: Client) -> None:
    with ModelServer() as server, in_town(here):
        ModelEndpoint.objects.create(name="試験", kind="chat", model="test", base_url=server.url)
        server.always(Behaviour(fault=Fault.ERROR))
        say(browser, "お悩み相談")
        assert "いまはAIがお話をうかがうことができません" in say(browser, WORRY)


def test_crisis_comes_first_and_leaves_no_words_in_the_log(here: Town, browser: Client) -> None:
    say(browser, "お悩み相談")
    page = say(browser, "もう死にたいです")
    assert 'class="hotlines"' in page
    row = newest(here)
    assert (row.outcome, row.question) == ("crisis", "")
    with in_town(here):
        assert Conversation.objects.get().listening


@pytest.mark.parametrize(
    "text", ["I want to kill myself", "橋に来てしまった。風が冷たい", "もう疲れました", WORRY + "。もう終わりにします"]
)
def test_whatever_else_is_recognised_ends_the_turn_unheard_by_a_model(here: Town, browser: Client, text: str) -> None:
    with ModelServer() as server, in_town(here):
        ModelEndpoint.objects.create(name="試験", kind="chat", model="test", base_url=server.url)
        say(browser, "お悩み相談")
        assert recognised(text=WORRY), "the cards stand beside an everyday sorrow, too"
        page = say(browser, text)
        assert not server.seen
    assert 'class="hotlines"' in page
    assert "お悩み相談は、このまま続けられます" in page
    assert newest(here).outcome == "crisis"


def test_in_another_language_no_model_listens_since_nobody_checks_its_words(here: Town, browser: Client) -> None:
    with ModelServer() as server, in_town(here):
        ModelEndpoint.objects.create(name="試験", kind="chat", model="test", base_url=server.url)
        say(browser, "お悩み相談")
        page = say(browser, "My exam is next week and I have to study")
        assert not server.seen
    assert "The AI can listen in Japanese only" in page
    assert "0120-000-111" in page


def test_what_was_said_in_a_talk_goes_into_no_prompt_of_the_normal_chat(here: Town, browser: Client) -> None:
    with ModelServer() as server, in_town(here):
        ModelEndpoint.objects.create(name="試験", kind="chat", model="test", base_url=server.url)
        server.always(Behaviour(text="よろしければ、もう少し聞かせてください。"))
        say(browser, "お悩み相談")
        say(browser, WORRY)
        asked = len(server.seen)
        say(browser, f"通常のチャットで聞く: {QUESTION}")
        assert len(server.seen) > asked
        assert WORRY not in json.dumps(server.seen[-1].body, ensure_ascii=False)
    row = newest(here)
    assert row.question == QUESTION
    assert WORRY not in row.prompt


def test_a_procedure_is_answered_in_the_normal_chat_by_one_click(here: Town, browser: Client) -> None:
    say(browser, "お悩み相談")
    page = say(browser, QUESTION)
    assert f'value="通常のチャットで聞く: {QUESTION}"' in page
    assert "500円" not in page
    answered = say(browser, f"通常のチャットで聞く: {QUESTION}")
    assert "500円" in answered
    assert "お悩み相談の最中です" not in answered
    assert newest(here).question == QUESTION


def test_words_are_forgotten_and_a_town_that_switches_it_off_offers_nothing(here: Town, browser: Client) -> None:
    say(browser, "お悩み相談")
    say(browser, WORRY)
    now = timezone.now()
    with in_town(here):
        assert forget_words(now=now) == 0
        assert forget_words(now=now + timedelta(hours=13)) == 2
        switch_listening(on=False, actor=SYSTEM, now=now)
    assert "お悩み相談を始める" not in browser.get("/chat/").content.decode()
    say(browser, "お悩み相談")
    with in_town(here):
        assert not Conversation.objects.filter(listening=True).exists()
