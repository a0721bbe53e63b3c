"""What people and programs send wrong, the same table on every channel: a sentence each, nothing lost, nothing run."""

import json
from typing import Any

import pytest
from django.test import Client

from assistants.models import RecordedTurn
from assistants.outcomes import ENDINGS, Outcome
from tenants.public import in_town
from tests.assistants.api.conftest import Caller
from tests.channels import QUESTION, whole_text

CHANNELS = ("page", "widget", "api")
WRONG = {
    "empty": ("", Outcome.EMPTY),
    "spaces": (" 　\n", Outcome.EMPTY),
    "ten thousand characters": ("ごみ" * 5_000, Outcome.TOO_LONG),
    "emoji only": ("🐶🗑️👨‍👩‍👧", Outcome.EMPTY),
    "control characters": ("\x00\x07\x1b[31m", None),
    "a half character": ("\ud83d", Outcome.EMPTY),
    "script": ("<script>alert(1)</script>" + QUESTION, None),
    "turned direction": ("\u202e" + QUESTION + "\u202c", Outcome.QUOTED),
    "invisible": ("\u200e\u2066\ufeff", Outcome.EMPTY),
}


def send(channel: str, caller: Caller, question: str) -> Any:
    """The answer's text and outcome on a channel."""
    town = caller.town
    if channel == "api":
        return caller.ask(question)
    client = Client(headers={"host": town.host})
    if channel == "page":
        client.post("/chat/", {"question": question.encode("utf-8", "ignore").decode()})
        return client.get("/chat/")
    body = json.dumps({"question": question})
    headers = {"Origin": f"http://{town.host}"}
    return client.post("/widget/ask/", body, content_type="application/json", headers=headers)


@pytest.fixture
def caller(two) -> Caller:
    return Caller(two[0])


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_question_gets_its_sentence_and_runs_nowhere(caller: Caller, channel: str, name: str) -> None:
    question, expected = WRONG[name]
    response = send(channel, caller, question)
    text = whole_text(response)
    assert "<script>alert(1)" not in text or response["Content-Type"].startswith(("application/json", "text/event"))
    if response.status_code == 400:  # the API refuses what no text holds
        assert (channel, name) in {("api", "control characters"), ("api", "a half character")}
        assert response.json()["errors"][0]["detail"]
        return
    assert response.status_code == 200
    with in_town(caller.town):
        turn = RecordedTurn.objects.get()
    outcome = Outcome(turn.outcome)
    assert expected in (None, outcome)
    if outcome is not Outcome.ANSWERED:
        assert str(ENDINGS[outcome].sentence)[:12] in text
    assert not set("\x00\u202e\u2066") & set(text)


@pytest.mark.parametrize("channel", CHANNELS)
def test_haste_is_told_so_and_loses_nothing(caller: Caller, channel: str) -> None:
    from assistants import limits

    client, token = Client(headers={"host": caller.town.host}), ""
    for _time in range(limits.TURNS_A_MINUTE_OF_A_CONVERSATION + 1):
        if channel == "page":
            client.post("/chat/", {"question": "犬"})
            last = client.get("/chat/").content.decode()
        elif channel == "api":
            answer = caller.ask("犬", conversation=token).json()
            token, last = answer["conversation"], answer["sentence"]
        else:
            content = json.dumps({"question": "犬", "conversation": token})
            headers = {"Origin": f"http://{caller.town.host}"}
            last = whole_text(client.post("/widget/ask/", content, content_type="application/json", headers=headers))
            token = json.loads(last.split("data: ", 1)[1].split("\n", 1)[0])["conversation"]
    assert "1分ほど待って" in last


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[1]", "application/json", 400),
        (b"\xff\xfe\x00", "application/json", 400),
        (b'{"question": 3}', "application/json", 400),
        (b'{"question": {"a": 1}}', "application/json", 400),
        (b"[" * 50_000, "application/json", 400),
        (b"question=x", "application/x-www-form-urlencoded", 415),
        (b"--x\r\n", "multipart/form-data; boundary=x", 415),
        (b"%PDF-1.7", "application/pdf", 415),
        (b'{"question": "' + b"x" * 70_000 + b'"}', "application/json", 413),
    ],
)
@pytest.mark.parametrize("channel", ["widget", "api"])
def test_a_wrong_body_gets_a_sentence(caller: Caller, channel: str, body: bytes, kind: str, status: int) -> None:
    path = "/widget/ask/" if channel == "widget" else "/api/v1/questions/"
    headers = {"Origin": f"http://{caller.town.host}", "Authorization": f"Bearer {caller.key}"}
    client = Client(headers={"host": caller.town.host}, raise_request_exception=False)
    response = client.post(path, body, content_type=kind, headers=headers)
    if (channel, body) == ("api", b'{"question": 3}'):  # a number reads as its digits
        assert response.status_code == 200
        return
    assert response.status_code in {status, 400}
    said = response.json()
    assert said.get("sentence") or said["errors"][0]["detail"]
    with in_town(caller.town):
        assert not RecordedTurn.objects.exists()


def test_an_unknown_language_is_named_by_the_api_and_becomes_japanese_elsewhere(caller: Caller) -> None:
    refused = caller.ask(QUESTION, language="xx").json()["errors"][0]
    assert (refused["attr"], refused["code"]) == ("language", "invalid_choice")
    assert "500円" in whole_text(send("widget", caller, QUESTION))
