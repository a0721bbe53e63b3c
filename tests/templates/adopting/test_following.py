"""At night unchanged copies follow, by the town's word only; what the town changed waits for a person."""

import pytest
from django.utils import timezone

from assistants.public import PromptBlank, local_prompts, rewrite_prompt
from audit_log.public import EntryFilters, entries
from templates.adopting.follow import follow
from templates.adopting.install import Wanted, install
from templates.models import Adoption
from tests.builders.library import edition, prompt_content

pytestmark = pytest.mark.django_db

FIRST = "{{町名}}の「{{催しの名前}}」を案内してください。"
SECOND = FIRST + "\n200字まで。"


@pytest.fixture
def taken(home, town, admin, by):
    """A copy by each policy, both one edition behind."""
    rows = []
    for policy in (Adoption.Policy.AUTO, Adoption.Policy.ASK):
        first = edition(content=prompt_content(title=f"案内{policy}", body=FIRST), by=home)
        wanted = Wanted(first.pk, {"町名": "甲野町"}, policy)
        rows += install(wanted=[wanted], access=admin, by=by, now=timezone.now())
        newer = prompt_content(title=f"案内{policy}", body=SECOND)
        edition(content=newer, by=home, item_id=first.item_id, version="1.1.0", change_note="長さ")
    return rows


def test_an_unchanged_copy_follows_and_the_log_says_so(taken) -> None:
    assert follow(now=timezone.now()) == 1
    assert follow(now=timezone.now()) == 0
    assert sorted(Adoption.objects.values_list("policy", "version")) == [("ask", "1.0.0"), ("auto", "1.1.0")]
    assert local_prompts(ids=taken[0].local_ids)[taken[0].local_ids[0]].body["body"] == SECOND
    newest = entries(filters=EntryFilters()).rows[0]
    assert (newest.action, newest.actor.label) == ("templates.adoption.updated", "system")


def test_what_the_town_changed_waits_for_a_person(taken, by) -> None:
    own = prompt_content(title="案内auto", body=FIRST + "\n町の言葉。").body
    rewrite_prompt(prompt_id=taken[0].local_ids[0], body=own, message="町", based_on=1, by=by, now=timezone.now())
    assert follow(now=timezone.now()) == 0


def test_an_edition_with_a_new_blank_waits_for_a_person(taken, home) -> None:
    body = SECOND + "\n問い合わせは{{窓口}}へ。"
    blanks = (PromptBlank("町名", "text", source="town.name"), PromptBlank("窓口", "desk"))
    content = prompt_content(title="案内auto", body=body, blanks=blanks)
    content.body["blanks"].append({"name": "窓口", "type": "desk"})
    edition(content=content, by=home, item_id=taken[0].item_id, version="2.0.0", change_note="窓口")
    assert follow(now=timezone.now()) == 0
