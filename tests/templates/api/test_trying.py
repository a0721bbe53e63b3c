"""Trying by key: the prompt as it would be sent, a FAQ set beside the town's own; nothing is installed."""

import pytest

from templates.models import Adoption
from tests.assistants.api.conftest import Caller
from tests.builders.library import edition, faq_content
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
