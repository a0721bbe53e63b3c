"""Trying with the town's model by key: what it writes comes back whole, masked on its way, and nothing is kept."""

import json

import pytest

from assistants.models import PromptRun
from metering.models import UsageEvent
from tenants.public import Town
from tests.assistants.api.conftest import Caller
from tests.builders.library import edition, prompt_content
from tests.model_server import Behaviour, ModelServer
from tests.templates.api.conftest import HERE, errors
from tests.templates.proving.conftest import model, towns

__all__ = ["model", "towns"]  # fixtures: with a model a database of the test's own


def test_the_towns_model_writes_what_a_program_tries(town: Town, home: Town, model: ModelServer) -> None:
    caller = Caller(town)
    made = edition(content=prompt_content(), by=home)
    path = f"{HERE}/editions/{made.pk}/try/"
    sent = {"inputs": {"催しの名前": "夏祭り（連絡 090-1234-5678）"}, "write": True}
    model.always(Behaviour(text="甲野町の夏祭りのお知らせです。"))
    tried = caller.call("post", path, sent).json()["prompt"]
    assert (tried["text"], tried["failure"], tried["model"]) == ("甲野町の夏祭りのお知らせです。", "", "test")
    asked = json.dumps(model.seen[-1].body, ensure_ascii=False)
    assert "夏祭り" in asked
    assert "090-1234-5678" not in asked
    assert "090-1234-5678" in tried["prompt"]
    assert not PromptRun.objects.exists()
    assert UsageEvent.objects.count() == 1
    too_high = caller.call("post", path, {**sent, "grade": 3})
    assert (too_high.status_code, errors(too_high)[0][0]) == (409, "refused")
    reader = Caller(town, scopes=["library.read", "library.adopt"])
    assert reader.call("post", path, sent).status_code == 403


@pytest.mark.parametrize("number", ["123456789018"])
def test_a_my_number_never_goes_to_a_model(town: Town, home: Town, model: ModelServer, number: str) -> None:
    path = f"{HERE}/editions/{edition(by=home).pk}/try/"
    answer = Caller(town).call("post", path, {"inputs": {"催しの名前": f"個人番号 {number}"}, "write": True})
    assert (answer.status_code, "マイナンバー" in errors(answer)[0][1]) == (409, True)
    assert not model.seen
