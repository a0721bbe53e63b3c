"""The API: ask, go on, rate, read sources; keys, scopes, limits; nothing of a town opens in another."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from assistants.models import Conversation, Feedback, RecordedTurn
from tenants.issuing_keys.make_key import revoke_key
from tenants.models import ApiKey
from tenants.public import in_town
from tests.assistants.api.conftest import Caller
from tests.channels import QUESTION, whole_text


def test_a_question_is_answered_with_source_and_recorded_with_its_channel(caller: Caller) -> None:
    response = caller.ask(QUESTION)
    answer = response.json()
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert "500円" in answer["parts"][0]["text"]
    assert answer["citations"][0]["url"].startswith(f"http://{caller.town.host}/sources/")
    with in_town(caller.town):
        assert RecordedTurn.objects.get().channel == "api"
        assert ApiKey.objects.get(pk=caller.made.id).last_used_at is not None


def test_a_conversation_goes_on_is_read_and_rated(caller: Caller) -> None:
    first = caller.ask(QUESTION).json()
    second = caller.ask("いつまでに申し込みますか", conversation=first["conversation"]).json()
    read = caller.call("get", f"/api/v1/conversations/{second['conversation']}/").json()
    assert [turn["turn"] for turn in read["turns"]] == [first["turn"], second["turn"]]
    rating = {"conversation": first["conversation"], "turn": first["turn"], "kind": "error", "reason": "old"}
    assert caller.call("post", "/api/v1/feedback/", rating).status_code == 204
    with in_town(caller.town):
        assert Feedback.objects.get().reason == "old"
        assert Conversation.objects.count() == 1


def test_a_source_is_read_as_residents_may_read_it(caller: Caller) -> None:
    source = caller.ask(QUESTION).json()["citations"][0]["source"]
    place = caller.call("get", f"/api/v1/sources/{source}/").json()
    assert any("500円" in extract["text"] for extract in place["extracts"] if extract["cited"])
    assert caller.call("get", "/api/v1/sources/x:y:z/").status_code == 404


def test_the_same_answer_comes_as_events(caller: Caller) -> None:
    response = caller.call("post", "/api/v1/questions/", {"question": QUESTION}, Accept="text/event-stream")
    assert response["Content-Type"].startswith("text/event-stream")
    blocks = [
        dict(line.split(": ", 1) for line in block.splitlines()) for block in whole_text(response).strip().split("\n\n")
    ]
    assert [block["event"] for block in blocks] == ["conversation", "quote", "sources", "ended"]
    assert "500円" in json.loads(blocks[1]["data"])["text"]
    assert json.loads(blocks[-1]["data"])["outcome"] == "quoted"


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer x", "Bearer yui_00000000_" + "a" * 43, "Basic eDp5", "Bearer " + "x" * 999]
)
def test_without_a_good_key_nothing_opens(caller: Caller, header: str) -> None:
    response = caller.call("post", "/api/v1/questions/", {"question": QUESTION}, Authorization=header)
    assert response.status_code == 401
    assert response["WWW-Authenticate"] == "Bearer"
    assert response.json()["errors"][0]["detail"]


def test_a_key_of_one_town_is_worthless_in_the_other(two, caller: Caller) -> None:
    assert caller.call("post", "/api/v1/questions/", {"question": QUESTION}, town=two[1]).status_code == 401
    with in_town(two[1]):
        assert not RecordedTurn.objects.exists()


def test_a_conversation_belongs_to_its_key_and_its_town(two, caller: Caller) -> None:
    mine = caller.ask(QUESTION).json()["conversation"]
    for stranger in (Caller(two[0]), Caller(two[1])):
        assert stranger.ask("続き", conversation=mine).status_code == 404
        assert stranger.call("get", f"/api/v1/conversations/{mine}/").status_code == 404


def test_an_expired_and_a_revoked_key_say_so(two) -> None:
    expired = Caller(two[0], expires_at=timezone.now() - timedelta(seconds=1))
    assert "期限" in expired.ask(QUESTION).json()["errors"][0]["detail"]
    revoked = Caller(two[0])
    with in_town(two[0]):
        from audit_log.public import Actor, ActorKind

        row = ApiKey.objects.get(pk=revoked.made.id)
        revoke_key(row=row, actor=Actor(ActorKind.PERSON, "", "試験"), now=timezone.now())
    assert "無効" in revoked.ask(QUESTION).json()["errors"][0]["detail"]


def test_a_scope_opens_its_own_door_only(two) -> None:
    caller = Caller(two[0], scopes=["sources.read"])
    response = caller.ask(QUESTION)
    assert response.status_code == 403
    assert "許可" in response.json()["errors"][0]["detail"]


def test_a_key_may_call_so_often_and_is_told_when_again(two) -> None:
    caller = Caller(two[0], most=1, scopes=["sources.read"])
    codes = {caller.call("get", "/api/v1/sources/x/").status_code for _time in range(4)}
    assert codes == {404, 429}
    assert 1 <= int(caller.call("get", "/api/v1/sources/x/")["Retry-After"]) <= 60


def test_only_the_hash_of_a_key_is_stored(caller: Caller) -> None:
    with in_town(caller.town):
        row = ApiKey.objects.get(pk=caller.made.id)
    assert caller.key not in str(row.__dict__)
    assert caller.key.startswith(row.prefix)
