"""Talks by the API: opened with consent, answered, written into again; a key's own and a town's own."""

import uuid
from typing import Any

import pytest
from django.utils import timezone

from assistants.handover.act import Clerk, reply
from assistants.models import Handover
from audit_log.public import Actor, ActorKind
from tenants.models import Person
from tenants.public import Town, in_town
from tests.assistants.api.conftest import Caller
from tests.channels import QUESTION


def opened(caller: Caller, **more: Any) -> Any:
    return caller.call("post", "/api/v1/talks/", {"message": "日を変えたい", "consents": True, **more})


def test_a_talk_is_opened_answered_and_written_into_again(caller: Caller) -> None:
    form = caller.call("get", "/api/v1/talks/form/").json()
    assert (form["is_open"], form["contact"]) == (True, "optional")
    asked = caller.ask(QUESTION).json()
    response = opened(caller, conversation=asked["conversation"], turn=asked["turn"], contact="0999-22-3333")
    assert response.status_code == 201
    talk = response.json()
    assert [word["who"] for word in talk["words"]] == ["resident"]
    with in_town(caller.town):
        row = Handover.objects.get()
        assert (row.channel, str(row.turn_id), row.passed_on[0]["question"]) == ("api", asked["turn"], QUESTION)
        person, _made = Person.objects.get_or_create(email="desk@town.example", defaults={"name": "上野 職員"})
        clerk = Clerk(person.pk, person.name, Actor(ActorKind.PERSON, str(person.pk), person.name))
        reply(row=row, clerk=clerk, text="変えました。", key=uuid.uuid4(), now=timezone.now())
    news = caller.call("get", f"/api/v1/talks/{talk['talk']}/?after={talk['after']}").json()
    assert [word["text"] for word in news["words"]] == ["変えました。"]
    more = {"message": "助かりました", "key": str(uuid.uuid4())}
    for _time in range(2):
        said = caller.call("post", f"/api/v1/talks/{talk['talk']}/messages/", more)
    assert said.status_code == 201
    assert [word["text"] for word in said.json()["words"]].count("助かりました") == 1


def test_what_is_refused_carries_the_sentence_for_the_resident(caller: Caller) -> None:
    for more, says in (({"consents": False}, "同意する"), ({"message": "番号は123456789018"}, "マイナンバー")):
        response = opened(caller, **more)
        assert response.status_code == 409
        assert says in response.json()["errors"][0]["detail"]
    assert caller.call("post", "/api/v1/talks/", {"message": "日を変えたい"}).status_code == 400
    with in_town(caller.town):
        assert not Handover.objects.exists()


@pytest.mark.parametrize("path", ["talks/x/", "talks/x:y:z/?after=1"])
def test_a_token_that_is_none_is_unknown(caller: Caller, path: str) -> None:
    assert caller.call("get", f"/api/v1/{path}").status_code == 404


def test_a_talk_belongs_to_its_key_and_its_town(two: tuple[Town, Town], caller: Caller) -> None:
    mine = opened(caller).json()["talk"]
    for stranger in (Caller(two[0]), Caller(two[1])):
        assert stranger.call("get", f"/api/v1/talks/{mine}/").status_code == 404
        assert stranger.call("post", f"/api/v1/talks/{mine}/messages/", {"message": "はい"}).status_code == 404
    assert Caller(two[0], scopes=["questions.ask"]).call("get", "/api/v1/talks/form/").status_code == 403
