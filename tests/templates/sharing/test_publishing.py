"""From a town's own thing to a released edition: found, decided, handed in, released; nothing else crosses."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from assistants.models import PromptTemplate, Scope
from assistants.prompting.content import Blank, Content, Field
from assistants.prompting.write import make_template, write_version
from audit_log.public import Actor, ActorKind, EntryFilters, entries
from templates.delocalising.local_fact import Decision
from templates.envelope import content_of
from templates.models import Adoption, Edition, Offering, SharedItem, Submission
from templates.sharing.check import check, marks_fault
from templates.sharing.local_things import choices_for, gather
from templates.sharing.offer import (
    begin_offering,
    decide,
    decide_as_suggested,
    discard,
    mark,
    write_head,
    write_text,
)
from templates.sharing.review import NotWaiting, approve, differences_of, give_back, reviewed, submissions_in
from templates.sharing.submit import NotSubmitted, preview, submit, take_back
from templates.sharing.withdraw import WithdrawnAlready, withdraw_edition, withdraw_item
from tenants.models import Profile
from tenants.public import Town, access_of, in_public
from tests.builders.library import edition, prompt_content

pytestmark = pytest.mark.django_db
CLERK = Actor(ActorKind.PERSON, "1", "青木 管理")
MODERATOR = Actor(ActorKind.OPERATOR, "9", "結城 運営")
BODY = "甲野町の{{催しの名前}}の案内を書く。問い合わせは住民課（0999-90-1002）。申請は町長 甲野 太郎あて。"
LAWS = [{"title": "地方自治法", "as_of": "2025-04-01"}]


@pytest.fixture
def template(town: Town, people) -> PromptTemplate:
    """A template of the town that is full of the town."""
    Profile.objects.filter(pk=1).update(mayor="甲野 太郎")
    content = Content("甲野町の案内文", "催しを知らせる", "notice", BODY, fields=(Field("催しの名前", "text"),))
    return make_template(content=content, scope=Scope.TOWN, holder_id=None, actor=CLERK, now=timezone.now())


@pytest.fixture
def offering(template, people) -> Offering:
    """Its preparation, with a head."""
    return prepared(template, people)


def prepared(template: PromptTemplate, people, note: str = "最初の版") -> Offering:
    """Begun, with what a reader sees first."""
    gathered = gather(key=f"prompt:{template.pk}", access=access_of(person=people.admin))
    made = begin_offering(gathered=gathered, actor=CLERK, now=timezone.now())
    head = {"author": "甲野町 住民課", "laws": LAWS}
    write_head(offering=made, head=head, section="住民課", change_note=note, now=timezone.now())
    return made


def handed_in(offering: Offering) -> Submission:
    """Decided as suggested and handed in."""
    decide_as_suggested(offering=offering, now=timezone.now())
    return submit(offering=offering, actor=CLERK, now=timezone.now())


def released(offering: Offering) -> Edition:
    """Approved by the operator."""
    made = handed_in(offering)
    with in_public():
        return approve(submission=made, actor=MODERATOR, now=timezone.now())


def actions() -> list[str]:
    """The last words of the entered log, newest first."""
    return [row.action for row in entries(filters=EntryFilters()).rows]


def test_what_can_be_shared_is_what_the_person_may_change(town, people, template) -> None:
    assert f"prompt:{template.pk}" in [one.key for one in choices_for(access=access_of(person=people.admin))]
    assert gather(key=f"prompt:{template.pk}", access=access_of(person=people.member)) is None
    for key in ("prompt:999999", "prompt:x", "faq:s1", "guide:1", "evaluation:7", "nothing", ""):
        assert gather(key=key, access=access_of(person=people.admin)) is None


def test_every_local_fact_has_to_be_decided_before_anything_crosses(offering) -> None:
    seen = preview(offering=offering)
    found = "、".join(fact.text for fact in seen.checked.open)
    assert all(word in found for word in ("甲野町", "0999-90-1002", "甲野 太郎"))
    assert seen.content is None
    with pytest.raises(NotSubmitted, match="決めていない町固有の言葉が"):
        submit(offering=offering, actor=CLERK, now=timezone.now())
    with in_public():
        assert not Submission.objects.exists()


def test_only_the_text_without_local_facts_crosses(offering) -> None:
    made = handed_in(offering)
    crossed = json.dumps([made.content, made.kept, made.title, made.change_note], ensure_ascii=False)
    for word in ("0999-90-1002", "甲野 太郎", "太郎"):
        assert word not in crossed
    content = content_of(plain=made.content)
    assert content.title == "{{町名}}の案内文"
    assert "{{町名}}の{{催しの名前}}の案内を書く" in content.body["body"]
    assert [blank.name for blank in content.blanks] == [one["name"] for one in content.body["blanks"]]
    assert made.version == "1.0.0"
    assert actions()[0] == "templates.submission.made"
    with in_public():
        assert actions()[0] == "templates.submission.made"
        assert entries(filters=EntryFilters()).rows[0].actor.label == "甲野町"


def test_a_kept_word_needs_a_reason_and_the_moderator_reads_it(offering) -> None:
    decisions = {"own_town:甲野町": Decision(reason="町の名前で広く知られた催し")}
    decide(offering=offering, decisions=decisions, now=timezone.now())
    made = handed_in(offering)
    assert {(one["text"], one["reason"]) for one in made.kept} == {("甲野町", "町の名前で広く知られた催し")}
    with in_public():
        assert {one["place"] for one in reviewed(row=made).kept} == {"題名", "本文"}


def test_personal_data_blocks_until_it_has_left_the_text(offering) -> None:
    body = content_of(plain=offering.content).body["body"]
    write_text(
        offering=offering, place="body/body", text=body + "連絡先は090-1234-5678の山田花子さん。", now=timezone.now()
    )
    decide_as_suggested(offering=offering, now=timezone.now())
    with pytest.raises(NotSubmitted, match="個人情報と思われる「"):
        submit(offering=offering, actor=CLERK, now=timezone.now())
    write_text(offering=offering, place="body/body", text=body, now=timezone.now())
    assert handed_in(offering).state == "waiting"


def test_a_change_note_is_looked_through_too(offering) -> None:
    write_head(offering=offering, head={}, section="", change_note="甲野町の窓口の指摘で直した", now=timezone.now())
    decide_as_suggested(offering=offering, now=timezone.now())
    with pytest.raises(NotSubmitted, match="決めていない"):
        submit(offering=offering, actor=CLERK, now=timezone.now())


def test_a_person_marks_what_was_not_found(offering) -> None:
    text = content_of(plain=offering.content).body["body"] + "会場はぽかぽか広場。"
    write_text(offering=offering, place="body/body", text=text, now=timezone.now())
    if not any("ぽかぽか" in fact.text for fact in check(offering=offering).facts):
        assert marks_fault(checked=check(offering=offering), text="どこにもない") != ""
        assert marks_fault(checked=check(offering=offering), text="ぽかぽか広場") == ""
        mark(offering=offering, text="ぽかぽか広場", kind="facility", now=timezone.now())
    assert "ぽかぽか" not in json.dumps(handed_in(offering).content, ensure_ascii=False)


def test_a_field_whose_name_is_local_is_not_handed_in_with_a_blank(town, people) -> None:
    fields, body = (Field("甲野町の催し", "text"),), "{{甲野町の催し}}の案内"
    content = Content("案内", "知らせる", "notice", body, fields=fields)
    made = make_template(content=content, scope=Scope.TOWN, holder_id=None, actor=CLERK, now=timezone.now())
    offering = prepared(made, people)
    decide_as_suggested(offering=offering, now=timezone.now())
    assert [fact.text for fact in check(offering=offering).open] == ["甲野町"]


def test_the_moderator_releases_and_both_logs_tell(offering) -> None:
    made = released(offering)
    offering.refresh_from_db()
    assert (offering.state, offering.item_id) == ("released", made.item_id)
    assert actions()[0] == "templates.edition.released"
    with in_public():
        item = SharedItem.objects.get()
        assert (item.town_name, item.section, item.prefecture) == ("甲野町", "住民課", "試験県")
        assert Submission.objects.get().edition_id == made.pk
        assert actions()[0] == "templates.edition.released"


def test_the_moderator_returns_with_a_comment_and_the_town_goes_on(offering) -> None:
    made = handed_in(offering)
    with in_public():
        give_back(submission=made, comment="見出しを短くしてください", actor=MODERATOR, now=timezone.now())
        assert not submissions_in(state="waiting").exists()
        with pytest.raises(NotWaiting):
            approve(submission=made, actor=MODERATOR, now=timezone.now())
    offering.refresh_from_db()
    assert (offering.state, offering.comment) == ("returned", "見出しを短くしてください")
    assert handed_in(offering).pk != made.pk


def test_a_submission_is_taken_back_before_anybody_decided(offering) -> None:
    made = handed_in(offering)
    offering.refresh_from_db()
    take_back(offering=offering, actor=CLERK, now=timezone.now())
    with in_public():
        assert Submission.objects.get(pk=made.pk).state == "taken_back"
        with pytest.raises(NotWaiting):
            approve(submission=made, actor=MODERATOR, now=timezone.now())
    offering.refresh_from_db()
    assert offering.state == "preparing"
    with pytest.raises(NotSubmitted, match="すでに決めました"):
        take_back(offering=offering, actor=CLERK, now=timezone.now())
    discard(offering=offering, actor=CLERK, now=timezone.now())
    assert not Offering.objects.exists()


def test_the_next_edition_keeps_what_was_decided_and_shows_what_differs(offering, template, people) -> None:
    first = released(offering)
    fields = (Field("催しの名前", "text"),)
    content = Content("甲野町の案内文", "催しを知らせる", "notice", BODY + "\n短く書く。", fields=fields)
    write_version(template=template, content=content, message="短く", based_on=1, actor=CLERK, now=timezone.now())
    again = prepared(template, people, note="短く書くよう加えた")
    assert again.item_id == first.item_id
    seen = preview(offering=again)
    assert (seen.version, seen.step, seen.faults) == ("1.1.0", "minor", ())
    with pytest.raises(NotSubmitted, match=r"本文が変わるため、版は 1\.1\.0 以上に"):
        submit(offering=again, actor=CLERK, now=timezone.now(), step="patch")
    made = submit(offering=again, actor=CLERK, now=timezone.now(), step="major")
    with in_public():
        page = reviewed(row=made)
        assert [one.label for one in page.differences if one.changed] == ["本文"]
        assert (str(page.numbers.least.version), page.raised) == ("1.1.0", True)
        second = approve(submission=made, actor=MODERATOR, now=timezone.now())
        assert (second.item_id, second.version) == (first.item_id, "2.0.0")
        made.refresh_from_db()
        assert reviewed(row=made).last == first  # and not itself


def test_a_new_blank_is_a_major_version_and_the_same_content_is_refused(offering, template, people) -> None:
    released(offering)
    again = prepared(template, people)
    assert "公開済みの版 1.0.0 と同じ内容です" in " ".join(preview(offering=again).faults)
    fields = (Field("催しの名前", "text"), Field("日時", "text"))
    content = Content("甲野町の案内文", "催しを知らせる", "notice", BODY + "{{日時}}", fields=fields)
    write_version(template=template, content=content, message="日時", based_on=1, actor=CLERK, now=timezone.now())
    numbers = preview(offering=prepared(template, people)).numbers
    assert ([str(one.version) for one in numbers.choices], numbers.why) == (["2.0.0"], "入力欄が変わる")


def test_something_adopted_keeps_licence_and_lineage(template, people, towns) -> None:
    parent = edition(content=prompt_content(title="元のひな形", licence="CC BY-SA 4.0"))
    Adoption.objects.create(
        item_id=parent.item_id, edition_id=parent.pk, version="1.0.0", kind="prompt", title="元のひな形",
        local_kind="prompt", local_ids=[template.pk], base=parent.content, adopted_by="x", adopted_at=timezone.now(),
    )  # fmt: skip
    offering = prepared(template, people)
    assert offering.content["licence"] == "CC BY-SA 4.0"
    made = released(offering)
    with in_public():
        item = SharedItem.objects.get(pk=made.item_id)
        assert (item.derived_from_id, item.lineage[0]["town"]) == (parent.pk, "丙山町")
        assert made.licence == "CC BY-SA 4.0"


def test_what_was_withdrawn_begins_anew(offering, template, people) -> None:
    made = released(offering)
    with in_public():
        item = SharedItem.objects.get(pk=made.item_id)
        withdraw_item(item=item, reason="誤り", actor=MODERATOR, now=timezone.now())
    assert prepared(template, people).item_id is None


def test_withdrawing_an_edition_leaves_the_one_before_it(offering, town) -> None:
    first = released(offering)
    newer = prompt_content(title="{{町名}}の案内文", body="{{町名}}の案内「{{催しの名前}}」")
    with in_public():
        item = SharedItem.objects.get()
    second = edition(content=newer, by=town, item_id=item.pk, version="2.0.0")
    with in_public():
        withdraw_edition(edition=second, reason="誤りがあった", actor=MODERATOR, now=timezone.now())
        item.refresh_from_db()
        assert (item.latest_id, item.withdrawn_at) == (first.pk, None)
        with pytest.raises(WithdrawnAlready):
            withdraw_edition(edition=second, reason="もう一度", actor=MODERATOR, now=timezone.now())
        withdraw_item(item=item, reason="制度がなくなった", actor=MODERATOR, now=timezone.now())
        assert not SharedItem.objects.released_in(consortium_id=item.consortium_id).exists()
    assert actions()[0] == "templates.edition.withdrawn"


def test_what_is_new_has_no_difference(town) -> None:
    assert not any(one.changed for one in differences_of(last=None, content=prompt_content()))


def test_blanks_of_a_prompt_that_only_other_texts_name_stay_outside_of_its_body(town, people) -> None:
    content = Content(
        "案内", "知らせる", "notice", "{{町名}}の案内", blanks=(Blank("町名", "text", source="town.name"),),
        expected_output="電話 0999-90-1002 まで",
    )  # fmt: skip
    now = timezone.now() + timedelta(seconds=1)
    template = make_template(content=content, scope=Scope.TOWN, holder_id=None, actor=CLERK, now=now)
    write_version(template=template, content=content, message="写し", based_on=1, actor=CLERK, now=now)
    made = handed_in(prepared(template, people))
    names = [one["name"] for one in made.content["blanks"]]
    assert "町名" in names
    assert len(names) == 2
    assert [one["name"] for one in made.content["body"]["blanks"]] == ["町名"]
