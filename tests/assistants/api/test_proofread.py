"""The 公用文 check by key: findings with places, the town's words, what is refused."""

from django.utils import timezone

from assistants.models import TownSpelling
from tenants.public import in_town
from tests.assistants.api.conftest import Caller

PATH = "/api/v1/proofread/"


def test_a_text_is_checked_by_the_rules_and_the_towns_words(caller: Caller) -> None:
    with in_town(caller.town):
        TownSpelling.objects.create(preferred="こども", avoided=["子供"], written_at=timezone.now())
    text = "🎉子供の手続きは、次の通りです。"
    answer = caller.call("post", PATH, {"text": text, "profile": "notice"})
    assert answer.status_code == 200
    found = answer.json()
    assert [(one["words"], one["suggestion"], one["level"]) for one in found["findings"]] == [
        ("子供", "こども", "recommend"),
        ("手続き", "手続", "error"),
        ("通り", "とおり", "recommend"),
    ]
    assert all(text[one["start"] : one["end"]] == one["words"] for one in found["findings"])
    assert found["readability"]["sentences"] == 1
    assert answer["Cache-Control"] == "no-store"


def test_too_long_an_unknown_profile_and_a_key_without_the_scope_are_refused_in_words(caller: Caller) -> None:
    long = caller.call("post", PATH, {"text": "あ" * 200_000, "profile": "press"})
    assert long.status_code == 400
    assert "50,000字まで" in long.json()["errors"][0]["detail"]
    assert caller.call("post", PATH, {"text": "あ", "profile": "poem"}).status_code == 400
    asking_only = Caller(caller.town, scopes=["questions.ask"])
    assert asking_only.call("post", PATH, {"text": "あ"}).status_code == 403
