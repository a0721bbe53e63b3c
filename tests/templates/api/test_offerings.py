"""Sharing by key: from the town's thing over its findings to the moderator and back; nothing of a person or desk."""

import json

import pytest
from django.utils import timezone

from assistants.models import Scope
from assistants.prompting.content import Content, Field
from assistants.prompting.write import make_template
from audit_log.public import SYSTEM, ActorKind, EntryFilters, entries
from templates.models import Offering, SharedItem, Submission
from templates.sharing.review import approve, give_back
from tenants.models import Profile, Section
from tenants.public import in_public
from tests.assistants.api.conftest import Caller
from tests.templates.api.conftest import HERE, errors

pytestmark = pytest.mark.django_db
BODY = "甲野町の{{催しの名前}}の案内を書く。問い合わせは住民課（0999-90-1002）。申請は町長 甲野 太郎あて。"
HEAD = {"author": "甲野町", "change_note": "最初の版", "laws": [{"title": "地方自治法", "as_of": "2025-04-01"}]}


def _template(scope: str, holder: int | None = None, title: str = "甲野町の案内文") -> int:
    content = Content(title, "催しを知らせる", "notice", BODY, fields=(Field("催しの名前", "text"),))
    now = timezone.now()
    return make_template(content=content, scope=scope, holder_id=holder, actor=SYSTEM, now=now).pk


@pytest.fixture
def thing(town, people) -> str:
    """A template of the town that is full of the town."""
    Profile.objects.filter(pk=1).update(mayor="甲野 太郎")
    return f"prompt:{_template(Scope.TOWN)}"


@pytest.fixture
def path(caller: Caller, thing: str) -> str:
    """Its preparation."""
    made = caller.call("post", f"{HERE}/offerings/", {"thing": thing})
    assert made.status_code == 201
    return f"{HERE}/offerings/{made.json()['offering']}/"


def test_a_key_shares_what_is_the_towns_and_nothing_of_a_person_or_a_section(caller, thing, people) -> None:
    own = _template(Scope.PERSON, people.admin.pk, "自分の案内文")
    desk = _template(Scope.SECTION, Section.objects.first().pk, "課の案内文")
    listed = [one["thing"] for one in caller.call("get", f"{HERE}/shareable/").json()["things"]]
    assert thing in listed
    for other in (f"prompt:{own}", f"prompt:{desk}", "prompt:999999", "faq:s1", "x"):
        assert other not in listed
        answer = caller.call("post", f"{HERE}/offerings/", {"thing": other})
        assert (answer.status_code, errors(answer)[0][0::2]) == (404, ("not_found", "thing"))
    assert not Offering.objects.exists()


def test_the_whole_way_to_an_edition_by_key(caller: Caller, path: str) -> None:
    begun = caller.call("get", path).json()
    assert (begun["state"], begun["content"]) == ("preparing", None)
    open_ = [one["finding"] for one in begun["findings"] if one["open"]]
    refused = caller.call("post", f"{path}submit/")
    assert (refused.status_code, {one[2] for one in errors(refused)} - {"offering"}) == (
        409, {f"findings.{key}" for key in open_},
    )  # fmt: skip
    assert caller.call("post", f"{path}head/", HEAD).json()["author"] == "甲野町"
    phone = next(key for key in open_ if "0999-90-1002" in key)
    chosen = [{"finding": phone, "blank": "窓口の電話"}]
    sent = {"decisions": chosen, "rest_as_suggested": True}
    decided = caller.call("post", f"{path}decisions/", sent).json()
    assert (decided["faults"], decided["version"]) == ([], "1.0.0")
    crossing = json.dumps(decided["content"], ensure_ascii=False)
    assert "{{窓口の電話}}" in crossing
    assert not any(word in crossing for word in ("0999-90-1002", "太郎"))
    assert caller.call("post", f"{path}submit/", {"step": "huge"}).status_code == 400
    low = caller.call("post", f"{path}submit/", {"step": "major"})
    assert (low.status_code, "1.0.0 以上" in str(low.json())) == (409, True)  # the first edition has one number
    assert caller.call("post", f"{path}submit/").json()["state"] == "submitted"
    newest = entries(filters=EntryFilters()).rows[0]
    assert (newest.action, newest.actor.kind) == ("templates.submission.made", ActorKind.PROGRAM)
    with in_public():
        assert entries(filters=EntryFilters()).rows[0].actor.label == "甲野町"
        give_back(submission=Submission.objects.get(), comment="注意を足してください", actor=SYSTEM, now=timezone.now())
    returned = caller.call("get", path).json()
    assert (returned["state"], returned["comment"]) == ("returned", "注意を足してください")
    caller.call("post", f"{path}head/", {"cautions": ["日付を確かめる。"]})
    assert caller.call("post", f"{path}submit/").status_code == 200
    with in_public():
        approve(submission=Submission.objects.get(state="waiting"), actor=SYSTEM, now=timezone.now())
        item = SharedItem.objects.get()
    listed = caller.call("get", f"{HERE}/offerings/").json()["offerings"]
    assert [(one["state"], one["version"], one["item"]) for one in listed] == [("released", "1.0.0", str(item.pk))]
    again = caller.call("post", f"{path}next/")
    assert (again.status_code, again.json()["item"]) == (201, str(item.pk))


def test_what_was_handed_in_is_closed_until_it_is_taken_back(caller: Caller, path: str) -> None:
    caller.call("post", f"{path}head/", HEAD)
    caller.call("post", f"{path}decisions/", {"rest_as_suggested": True})
    assert caller.call("post", f"{path}submit/").status_code == 200
    for step, sent in (("head", {"title": "別"}), ("decisions", {}), ("submit", None), ("next", None)):
        assert caller.call("post", f"{path}{step}/", sent).status_code == 409
    assert caller.delete(path).status_code == 409
    assert caller.call("post", f"{path}take-back/").json()["state"] == "preparing"
    assert caller.call("post", f"{path}take-back/").status_code == 409
    assert caller.delete(path).status_code == 204
    assert caller.call("get", path).status_code == 404


def test_decisions_that_are_none_are_told_one_by_one_and_none_is_kept(caller: Caller, path: str) -> None:
    town = "own_town:甲野町"
    sent = [
        {"finding": town, "reason": "広く知られた名前"},
        {"finding": town, "blank": "{{町}}"},
        {"finding": town},
        {"finding": "own_town:ない町", "blank": "町"},
        {"finding": town, "reason": "山田花子 090-1234-5678 の希望"},
    ]
    answer = caller.call("post", f"{path}decisions/", {"decisions": sent})
    assert answer.status_code == 400
    assert [one[2] for one in errors(answer)] == [
        "decisions.1.blank", "decisions.2.reason", "decisions.3.finding", "decisions.4.reason",
    ]  # fmt: skip
    assert Offering.objects.get().decisions == {}


def test_texts_marks_and_heads_that_do_not_fit(caller: Caller, path: str) -> None:
    body = BODY.replace("案内を書く", "案内を短く書く")
    written = caller.call("post", f"{path}texts/", {"place": "body/body", "text": body}).json()
    assert "短く" in written["texts"]["body/body"]
    assert caller.call("post", f"{path}texts/", {"place": "body/fields/0/name", "text": "x"}).status_code == 404
    marked = caller.call("post", f"{path}marks/", {"text": "案内", "kind": "desk"}).json()
    assert "desk:案内" in [one["finding"] for one in marked["findings"]]
    assert caller.call("post", f"{path}marks/", {"text": "どこにもない"}).status_code == 400
    removed = caller.call("post", f"{path}marks/", {"text": "案内", "remove": True}).json()
    assert "desk:案内" not in [one["finding"] for one in removed["findings"]]
    wrong = {"task": "x", "licence": "y", "section": "無い課", "laws": [{"title": "法"}], "cautions": ["あ" * 301]}
    answer = caller.call("post", f"{path}head/", wrong)
    assert {one[2].split(".")[0] for one in errors(answer)} == set(wrong)
    assert errors(caller.call("post", f"{path}head/", {"body": "本文"}))[0][2] == "body"
