"""Values of adopted things by key: what changes is seen first, the town's own words are never written over."""

import pytest
from django.utils import timezone

from assistants.models import EvaluationQuestion, Topic
from assistants.public import PromptBlank
from audit_log.models import Entry
from audit_log.public import SYSTEM
from templates.keeping.write import Wording, save_text
from templates.models import Adoption, TownText
from tests.assistants.api.conftest import Caller
from tests.builders.library import TOWN_NAME, edition, evaluation_content, text_content
from tests.templates.api.conftest import HERE, errors

pytestmark = pytest.mark.django_db

BODY = "# 相談\n\n{{町名}}の{{担当課}}に聞きます。\n\n委員会は{{担当課}}が開きます。\n\n毎年見直します。"


@pytest.fixture
def text(caller: Caller, home) -> Adoption:
    """A guideline and a set of questions, taken over by the program."""
    Topic.objects.create(name="ごみの出し方", keywords=["ごみ"], position=1)
    blanks = (TOWN_NAME, PromptBlank("担当課", "text"))
    made = [
        edition(content=text_content(body=BODY, blanks=blanks), by=home),
        edition(content=evaluation_content(), by=home),
    ]
    items = [{"item": str(one.item_id)} for one in made]
    sent = {"items": items, "blanks": {"担当課": "総務課", "窓口の電話": "0999-90-1002"}}
    assert caller.call("post", f"{HERE}/adoptions/", sent).status_code == 201
    return Adoption.objects.get(kind="text")


def _newest() -> str:
    text = TownText.objects.get()
    return str(text.versions.get(number=text.number).body)


def _write(body: str) -> None:
    text = TownText.objects.get()
    wording = Wording(text.title, body)
    save_text(text_id=text.pk, wording=wording, based_on=text.number, by=SYSTEM, now=timezone.now())


def test_texts_and_sets_are_taken_over_and_get_other_values(
    caller: Caller, text: Adoption, django_assert_max_num_queries
) -> None:
    assert "甲野町の総務課に聞きます。" in _newest()
    assert EvaluationQuestion.objects.get(question__contains="電話").facts == ["0999-90-1002"]
    path, sent = f"{HERE}/adoptions/{text.pk}/blanks/", {"blanks": {"担当課": "企画課"}}
    with django_assert_max_num_queries(27):
        told = caller.call("post", f"{path}comparison/", sent).json()
    assert (told["conflicts"], told["version"], told["new_blanks"]) == (0, "1.0.0", [])
    assert told["parts"][0]["places"][0]["theirs"] == ["甲野町の企画課に聞きます。"]
    assert "総務課" in _newest()
    done = caller.call("post", path, {**sent, "token": told["token"]}).json()
    assert done["blanks"] == {"町名": "甲野町", "担当課": "企画課"}
    assert _newest() == BODY.replace("{{町名}}", "甲野町").replace("{{担当課}}", "企画課")
    assert Entry.objects.filter(action="templates.adoption.revalued").count() == 1
    asked = Adoption.objects.get(kind="evaluation")
    path, sent = f"{HERE}/adoptions/{asked.pk}/blanks/", {"blanks": {"窓口の電話": "0999-90-7777"}}
    token = caller.call("post", f"{path}comparison/", sent).json()["token"]
    assert caller.call("post", path, {**sent, "token": token}).status_code == 200
    assert EvaluationQuestion.objects.get(question__contains="電話").facts == ["0999-90-7777"]


def test_the_towns_own_words_are_a_conflict_and_what_came_meanwhile_stops_it(caller: Caller, text: Adoption) -> None:
    path, sent = f"{HERE}/adoptions/{text.pk}/blanks/", {"blanks": {"担当課": None}}
    own = _newest().replace("に聞きます", "（2階）に聞きます")
    _write(own)
    told = caller.call("post", f"{path}comparison/", sent).json()
    places = [one["place"] for part in told["parts"] for one in part["places"] if one["conflict"]]
    assert (told["conflicts"], len(places)) == (1, 1)
    sent["token"] = told["token"]
    undecided = caller.call("post", path, sent)
    assert (undecided.status_code, errors(undecided)[0][0::2]) == (409, ("unresolved", places[0]))
    _write(own + "\n\n町の言葉。")
    decided = {**sent, "choices": [{"place": places[0], "take": "mine"}]}
    late = caller.call("post", path, decided)
    assert (late.status_code, errors(late)[0][0]) == (409, "copy_changed")
    assert _newest() == own + "\n\n町の言葉。"
    decided["token"] = caller.call("post", f"{path}comparison/", sent).json()["token"]
    assert caller.call("post", path, decided).json()["blanks"]["担当課"] is None
    assert "（2階）に聞きます" in _newest()
    assert "委員会は" not in _newest()
    for values, name in (({"担当科": "企画課"}, "担当科"), ({"担当課": ""}, "担当課")):
        wrong = caller.call("post", path, {"blanks": values, "token": "x"})
        assert (wrong.status_code, errors(wrong)[0][0::2]) == (400, ("blank", f"blanks.{name}"))
    reader = Caller(caller.town, scopes=["library.read"])
    assert reader.call("post", f"{path}comparison/", sent).status_code == 403
    assert caller.call("post", f"{HERE}/adoptions/999999/blanks/", sent).status_code == 404
