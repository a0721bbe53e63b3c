"""The widget's server side: its scripts, which sites may read, conversations that belong to one site of one town."""

import gzip
import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from assistants.models import Conversation, Feedback, RecordedTurn
from assistants.widget.files import chat_script, loader_script, version
from assistants.widget.origins import NotAnOrigin, origin_of
from assistants.widget.words import first_words
from tenants.public import Town, in_town
from tests.assistants.widget.conftest import SITE, ask, call, events
from tests.channels import QUESTION

MOST_BYTES = 15_000


def test_both_scripts_are_small(doors: None) -> None:
    both = (chat_script() + loader_script(words=first_words())).encode()
    assert len(gzip.compress(both)) < MOST_BYTES


def test_the_line_loads_the_present_version_which_is_kept_for_a_year(town: Town) -> None:
    client = Client(headers={"host": town.host})
    loader = client.get("/widget.js")
    assert loader["Content-Type"] == "text/javascript; charset=utf-8"
    assert f"/widget/{version()}/chat.js" in loader.content.decode()
    assert client.get("/widget.js", headers={"If-None-Match": loader["ETag"]}).status_code == 304
    chat = client.get(f"/widget/{version()}/chat.js")
    assert "immutable" in chat["Cache-Control"]
    assert "immutable" not in client.get("/widget/0000/chat.js")["Cache-Control"]
    for response in (loader, chat):
        assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert not response.cookies


def test_the_script_makes_no_markup_from_strings_and_knows_no_cookie(doors: None) -> None:
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|\.cookie", chat_script())


def test_only_the_tokens_of_talks_outlive_the_tab(doors: None) -> None:
    """An answer of the town hall may come days later; a conversation with the assistant ends with the tab."""
    assert set(re.findall(r"localStorage\.\w+\(\w+", chat_script())) == {
        "localStorage.getItem(name",
        "localStorage.setItem(name",
        "localStorage.removeItem(name",
    }
    assert "const name = `${place} talks`" in chat_script()


def test_a_question_is_answered_for_an_allowed_site_without_any_cookie(town: Town) -> None:
    response = call(town, "ask", {"question": QUESTION, "page": f"{SITE}/gomi"})
    assert response["Access-Control-Allow-Origin"] == SITE
    assert "Access-Control-Allow-Credentials" not in response
    assert not response.cookies
    found = dict(events(response))
    assert list(found) == ["conversation", "quote", "sources", "ended"]
    assert "500円" in found["quote"]["text"]
    with in_town(town):
        assert RecordedTurn.objects.get().channel == "widget"
        assert Conversation.objects.get().page_url == f"{SITE}/gomi"


@pytest.mark.parametrize(
    "origin", ["", "null", "https://evil.example", SITE + ".evil.example", "http://www.kouno.example", SITE + ":8443"]
)
@pytest.mark.parametrize("path", ["start", "ask", "feedback"])
def test_a_page_of_another_site_reads_nothing(town: Town, origin: str, path: str) -> None:
    response = call(town, path, {"question": QUESTION}, origin=origin)
    assert response.status_code == 403
    assert "Access-Control-Allow-Origin" not in response
    assert "500円" not in response.content.decode()
    with in_town(town):
        assert not RecordedTurn.objects.exists()


def test_a_preflight_is_answered_for_allowed_sites_only(town: Town) -> None:
    client = Client(headers={"host": town.host})
    good = client.options("/widget/ask/", headers={"Origin": SITE})
    assert (good.status_code, good["Access-Control-Allow-Origin"]) == (204, SITE)
    assert "Origin" in good["Vary"]
    assert client.options("/widget/ask/", headers={"Origin": "https://evil.example"}).status_code == 403


@pytest.mark.parametrize("page", ["http://[", "javascript:1", "あ" * 9000, ""])
def test_what_is_no_page_still_starts(town: Town, page: str) -> None:
    assert call(town, "start", {"page": page}).status_code == 200


def test_a_conversation_goes_on_and_is_shown_again_on_the_next_page(town: Town) -> None:
    token = ask(town, QUESTION)[0][1]["conversation"]
    ask(town, "いつまでに申し込みますか", conversation=token)
    start = call(town, "start", {"conversation": token}).json()
    assert (start["known"], len(start["turns"])) == (True, 2)
    assert start["suggestions"] == [QUESTION]
    assert "個人情報は書かないで" in start["words"]["notice"]


def test_a_token_is_worthless_forged_elsewhere_and_after_twelve_hours(town: Town, two: tuple[Town, Town]) -> None:
    token = ask(town, QUESTION)[0][1]["conversation"]
    own = f"http://{town.host}"
    lost = [
        call(town, "ask", {"question": "続き", "conversation": token + "x"}),
        call(town, "ask", {"question": "続き", "conversation": token}, origin=own),
        call(two[1], "ask", {"question": "続き", "conversation": token}),
    ]
    with time_machine.travel(timezone.now() + timedelta(hours=13)):
        lost.append(call(town, "ask", {"question": "続き", "conversation": token}))
        assert call(town, "start", {"conversation": token}).json()["known"] is False
    for response in lost:
        assert (response.status_code, response.json()["code"]) == (409, "conversation_lost")
        assert "新しい会話" in response.json()["sentence"]


def test_a_rating_is_kept_for_the_own_turn_only(town: Town) -> None:
    mine, strange = dict(ask(town, QUESTION)), dict(ask(town, QUESTION))
    rating = {
        "conversation": mine["conversation"]["conversation"],
        "kind": "error",
        "reason": "old",
        "comment": "090-1234-5678",
    }
    assert call(town, "feedback", {**rating, "turn": strange["ended"]["turn"]}).status_code == 409
    assert call(town, "feedback", {**rating, "turn": mine["ended"]["turn"]}).json() == {"kept": True}
    for wrong in ({"turn": "x"}, {"turn": mine["ended"]["turn"], "kind": "x"}, {"conversation": "", "turn": "x"}):
        assert call(town, "feedback", {**rating, **wrong}).status_code == 409
    with in_town(town):
        assert "090-1234-5678" not in Feedback.objects.get().comment


@pytest.mark.parametrize(
    ("written", "origin"),
    [
        ("https://www.town.example.jp/kurashi/?a=1", "https://www.town.example.jp"),
        ("WWW.Town.example.jp", "https://www.town.example.jp"),
        ("http://localhost:8080/", "http://localhost:8080"),
        ("https://www.town.example.jp:443", "https://www.town.example.jp"),
        ("https://町.example", "https://xn--2vxt.example"),
    ],
)
def test_an_address_becomes_its_origin(written: str, origin: str) -> None:
    assert origin_of(address=written)[:12] == origin[:12]
    assert "/" not in origin_of(address=written)[8:]


@pytest.mark.parametrize(
    "written",
    [
        "*",
        "https://*.example",
        "ftp://x.example",
        "javascript:alert(1)",
        "https://u:p@x.example",
        "https://",
        "http://x:99999",
    ],
)
def test_what_is_no_site_is_refused(written: str) -> None:
    with pytest.raises(NotAnOrigin):
        origin_of(address=written)
