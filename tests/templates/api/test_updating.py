"""Updates by key: the three sides by place, a choice for each conflict, never over words that came meanwhile."""

import pytest
from django.utils import timezone

from assistants.public import PromptBlank, local_prompts, rewrite_prompt
from audit_log.public import SYSTEM
from templates.models import Adoption, Edition
from templates.sharing.withdraw import withdraw_edition
from tenants.public import in_public
from tests.assistants.api.conftest import Caller
from tests.builders.library import TOWN_NAME, edition, prompt_content
from tests.templates.api.conftest import HERE, errors

pytestmark = pytest.mark.django_db
FIRST = "{{町名}}の「{{催しの名前}}」を案内してください。\n短く書きます。"
THEIRS = "{{町名}}の「{{催しの名前}}」を案内してください。\n200字までで書きます。\n問い合わせは{{窓口}}へ。"
MINE = "{{町名}}の「{{催しの名前}}」を案内してください。\n300字までで書きます。"


def _content(body: str, **more):
    content = prompt_content(body=body, **more)
    if more:
        content.body["blanks"].append({"name": "窓口", "type": "desk"})
    return content


@pytest.fixture
def row(caller: Caller, home) -> Adoption:
    """A copy with the town's own words, an edition behind that brings a blank."""
    first = edition(content=_content(FIRST), by=home)
    caller.call("post", f"{HERE}/adoptions/", {"items": [{"item": str(first.item_id)}]})
    made = Adoption.objects.get()
    rewrite_prompt(
        prompt_id=made.local_ids[0], body=_content(MINE).body, message="町", based_on=1, by=SYSTEM, now=timezone.now()
    )
    newer = _content(THEIRS, blanks=(TOWN_NAME, PromptBlank("窓口", "desk")))
    edition(content=newer, by=home, item_id=first.item_id, version="2.0.0", change_note="窓口")
    return made


def test_a_copy_is_compared_by_place_and_merged_as_chosen(caller: Caller, row: Adoption) -> None:
    path = f"{HERE}/adoptions/{row.pk}/"
    told = caller.call("get", f"{path}comparison/").json()
    assert (told["version"], told["conflicts"], [one["name"] for one in told["new_blanks"]]) == ("2.0.0", 1, ["窓口"])
    places = {one["place"]: one for part in told["parts"] for one in part["places"]}
    conflict = next(one for one in places.values() if one["conflict"])
    assert (conflict["base"], conflict["mine"]) == (["短く書きます。"], ["300字までで書きます。"])
    assert (conflict["choices"], conflict["chosen"]) == (["mine", "theirs"], "")
    sent = {"edition": told["edition"], "token": told["token"], "blanks": {"窓口": "総務課"}}
    undecided = caller.call("post", f"{path}update/", sent)
    assert (undecided.status_code, errors(undecided)[0][0::2]) == (409, ("unresolved", conflict["place"]))
    empty = caller.call("post", f"{path}update/", {**sent, "blanks": {}})
    assert (empty.status_code, errors(empty)[0][2]) == (400, "blanks.窓口")
    chosen = {**sent, "choices": [{"place": conflict["place"], "take": "theirs"}]}
    done = caller.call("post", f"{path}update/", chosen).json()
    assert (done["version"], done["behind"], done["blanks"]["窓口"]) == ("2.0.0", 0, "総務課")
    body = local_prompts(ids=row.local_ids)[row.local_ids[0]].body["body"]
    assert body == THEIRS
    again = caller.call("get", f"{path}comparison/")
    assert (again.status_code, errors(again)[0][0]) == (409, "up_to_date")


def test_words_that_came_since_the_comparison_are_not_written_over(caller: Caller, row: Adoption) -> None:
    path = f"{HERE}/adoptions/{row.pk}/"
    told = caller.call("get", f"{path}comparison/").json()
    rewrite_prompt(
        prompt_id=row.local_ids[0], body=_content(FIRST + "\n町の言葉。").body, message="町", based_on=2, by=SYSTEM,
        now=timezone.now(),
    )  # fmt: skip
    sent = {"edition": told["edition"], "token": told["token"], "blanks": {"窓口": None}}
    answer = caller.call("post", f"{path}update/", sent)
    assert (answer.status_code, errors(answer)[0][0]) == (409, "copy_changed")
    assert "町の言葉" in local_prompts(ids=row.local_ids)[row.local_ids[0]].body["body"]


def test_an_edition_that_is_none_of_its_own_or_withdrawn_is_refused(caller: Caller, row: Adoption, home) -> None:
    path = f"{HERE}/adoptions/{row.pk}/"
    told = caller.call("get", f"{path}comparison/").json()
    strange = edition(consortium_id=77_000)
    assert caller.call("get", f"{path}comparison/?edition={strange.pk}").status_code == 404
    assert caller.call("get", f"{path}comparison/?edition={edition(by=home).pk}").status_code == 404
    with in_public():
        newer = Edition.objects.get(pk=told["edition"])
    withdraw_edition(edition=newer, reason="誤り", actor=SYSTEM, now=timezone.now())
    answer = caller.call("post", f"{path}update/", {"edition": told["edition"], "token": told["token"]})
    assert (answer.status_code, errors(answer)[0][0]) == (409, "withdrawn")
