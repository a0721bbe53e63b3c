"""Taking over by key: one or many, all or nothing; what is missing, taken, withdrawn or unproven is told; out again."""

import pytest
from django.utils import timezone

from assistants.models import BlankValue, FaqPattern, PromptTemplate
from assistants.public import rewrite_prompt
from audit_log.public import SYSTEM, ActorKind, EntryFilters, entries
from templates.models import Adoption, LibrarySettings
from templates.sharing.withdraw import withdraw_item
from tenants.public import in_public
from tests.assistants.api.conftest import Caller
from tests.builders.library import edition, faq_content, prompt_content
from tests.templates.api.conftest import HERE, errors

pytestmark = pytest.mark.django_db
PATH = f"{HERE}/adoptions/"


def _adopt(caller: Caller, *made, **more):
    items = [{"item": str(one.item_id), **more} for one in made]
    return caller.call("post", PATH, {"items": items, "blanks": {"窓口の電話": "0999-90-1002"}})


def test_a_pack_is_taken_over_at_once_and_the_log_names_the_key(
    caller: Caller, home, django_assert_max_num_queries
) -> None:
    made = [edition(content=prompt_content(title=f"案内 {number}"), by=home) for number in range(12)]
    made.append(edition(content=faq_content(), by=home))
    with django_assert_max_num_queries(75):
        answer = _adopt(caller, *made)
    assert answer.status_code == 201
    told = answer.json()["adoptions"]
    assert [(one["version"], one["behind"]) for one in told] == [("1.0.0", 0)] * 13
    assert told[-1]["blanks"] == {"町名": "甲野町", "窓口の電話": "0999-90-1002"}
    assert Adoption.objects.filter(adopted_by="APIキー「試験」").count() == 13
    assert BlankValue.objects.get().name == "窓口の電話"
    newest = entries(filters=EntryFilters()).rows[0]
    assert (newest.action, newest.actor.kind, newest.actor.id) == (
        "templates.pack.adopted", ActorKind.PROGRAM, str(caller.made.id),
    )  # fmt: skip
    with django_assert_max_num_queries(24):
        assert len(caller.call("get", PATH).json()["adoptions"]) == 13


def test_missing_values_are_named_one_by_one_and_nothing_is_installed(caller: Caller, home) -> None:
    answer = "{{町名}}の窓口で受け取れます。電話は{{窓口の電話}}です。"
    made = edition(content=faq_content(answer=answer), by=home)
    items = [{"item": str(edition(by=home).item_id)}, {"item": str(made.item_id), "blanks": {"窓口の電話": "役場"}}]
    answer = caller.call("post", PATH, {"items": items})
    assert (answer.status_code, errors(answer)[0][0::2]) == (400, ("blank", "items.1.blanks.窓口の電話"))
    items[1]["blanks"] = {}
    assert errors(caller.call("post", PATH, {"items": items}))[0][2] == "items.1.blanks.窓口の電話"
    assert not Adoption.objects.exists()
    items[1]["blanks"] = {"窓口の電話": None}
    assert caller.call("post", PATH, {"items": items}).status_code == 201
    assert "電話" not in FaqPattern.objects.get(question="住民票はどこで取れますか").answer


def test_what_is_there_already_withdrawn_or_no_copy_at_all_stops_the_whole(caller: Caller, home) -> None:
    held, gone = edition(by=home), edition(content=faq_content(), by=home)
    first = _adopt(caller, held).json()["adoptions"][0]["adoption"]
    fresh = edition(content=prompt_content(title="別の案内"), by=home)
    twin = _adopt(caller, fresh, held)
    assert (twin.status_code, errors(twin)[0][0::2]) == (409, ("adopted_already", f"adoptions.{first}"))
    with in_public():
        withdraw_item(item=gone.item, reason="法改正", actor=SYSTEM, now=timezone.now())
    answer = _adopt(caller, fresh, gone)
    assert (answer.status_code, errors(answer)[0][0]) == (409, "withdrawn")
    assert "法改正" in errors(answer)[0][1]
    strange = _adopt(caller, fresh, edition(consortium_id=77_000), edition(content=prompt_content(title="二"), by=home))
    assert (strange.status_code, errors(strange)[0][0::2]) == (404, ("not_found", "items.1"))
    assert Adoption.objects.count() == 1


def test_what_is_not_proven_is_not_taken_over(caller: Caller, home) -> None:
    now = timezone.now()
    LibrarySettings.objects.create(least_percent=80, changed_at=now, changed_by="町")
    content = prompt_content()
    content.body["cases"] = [{"inputs": {"催しの名前": "祭り"}, "must": ["祭り"]}]
    answer = _adopt(caller, edition(content=content, by=home))
    assert (answer.status_code, errors(answer)[0][0]) == (409, "not_proven")
    assert "80%" in errors(answer)[0][1]


def test_policy_and_undoing(caller: Caller, home) -> None:
    row = _adopt(caller, edition(by=home)).json()["adoptions"][0]
    path = f"{PATH}{row['adoption']}/"
    assert caller.call("post", f"{path}policy/", {"policy": "auto"}).json()["policy"] == "auto"
    assert caller.call("post", f"{path}policy/", {"policy": "x"}).status_code == 400
    local = Adoption.objects.get().local_ids[0]
    own = prompt_content(body="{{町名}}の「{{催しの名前}}」をやさしく案内してください。").body
    rewrite_prompt(prompt_id=local, body=own, message="町", based_on=1, by=SYSTEM, now=timezone.now())
    refused = caller.call("post", f"{path}undo/", {})
    assert (refused.status_code, errors(refused)[0][0]) == (409, "changed_here")
    assert caller.call("post", f"{path}undo/", {"sure": True}).status_code == 204
    assert PromptTemplate.objects.get(pk=local).retired_at is not None
    assert caller.call("get", path).status_code == 404
    assert caller.call("post", f"{path}undo/", {}).status_code == 404


@pytest.mark.parametrize(
    "sent",
    [{}, {"items": []}, {"items": [{"item": "x"}]}, {"items": [{"item": 5, "blanks": 3}]}, {"items": "all"}],
)
def test_nonsense_is_wrong_input(caller: Caller, home, sent) -> None:
    answer = caller.call("post", PATH, sent)
    assert answer.status_code == 400
    assert errors(answer)[0][2].startswith("items")
