"""A newer edition meets the town's copy: what the town wrote stays, what the edition brings comes, a conflict asks."""

from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from assistants.models import FaqPattern, Guide, GuideRun, PromptTemplate
from assistants.public import PromptBlank, local_prompts, propose_patterns, rewrite_prompt
from knowledge.models import FaqEntry
from templates.adopting.local import LocalChanged, NotSound
from templates.adopting.merge import Choice, State, Unresolved
from templates.adopting.upgrade import Decided, compare, upgrade
from templates.envelope import SharedContent
from templates.models import Withdrawal
from templates.reach import Withdrawn
from tenants.public import in_public
from tests.builders.library import TOWN_NAME, edition, faq_content, prompt_content

pytestmark = pytest.mark.django_db

FIRST = "{{町名}}の催し「{{催しの名前}}」の案内文を書いてください。\n\n丁寧な言葉で書く。\n300字まで。"
OURS = FIRST.replace("300字まで。", "300字まで。\n村長の一言を添える。")
SECOND = FIRST.replace("丁寧な言葉で書く。", "やさしい日本語で書く。")
CLASH = FIRST.replace("300字まで。", "200字まで。")


@pytest.fixture
def here(home, town, adopt, by) -> Any:
    """An adopted prompt that the town changed, with a way to release the next edition."""
    made = edition(content=prompt_content(body=FIRST), by=home)
    row = adopt(made)
    own = {**prompt_content(body=OURS).body}
    rewrite_prompt(prompt_id=row.local_ids[0], body=own, message="一言", based_on=1, by=by, now=timezone.now())
    return row


def _next(row, home, body: str = SECOND, **changes: Any):
    content = prompt_content(body=body, **changes)
    return edition(content=content, by=home, item_id=row.item_id, version="1.1.0", change_note="直した")


def _body(row) -> str:
    return str(local_prompts(ids=row.local_ids)[row.local_ids[0]].body["body"])


def _decide(page, made, choices=None, values=None) -> Decided:
    return Decided(made.pk, page.token, choices or {}, values or {})


def test_local_words_stay_and_the_editions_come(here, home, by, admin) -> None:
    made = _next(here, home)
    page = compare(adoption=here, edition_id=made.pk)
    assert page.conflicts == 0
    assert page.changed_here
    row = upgrade(adoption_id=here.pk, decided=_decide(page, made), access=admin, by=by, now=timezone.now())
    assert _body(row) == SECOND.replace("300字まで。", "300字まで。\n村長の一言を添える。")
    assert (row.version, row.base) == ("1.1.0", made.content)
    template = PromptTemplate.objects.get(pk=row.local_ids[0])
    assert [one.number for one in template.versions.all()] == [3, 2, 1]
    assert "版1.1.0" in template.pinned.message


def test_a_conflict_asks_and_writes_nothing(here, home, by, admin) -> None:
    made = _next(here, home, CLASH)
    page = compare(adoption=here, edition_id=made.pk)
    assert page.conflicts == 1
    with pytest.raises(Unresolved):
        upgrade(adoption_id=here.pk, decided=_decide(page, made), access=admin, by=by, now=timezone.now())
    assert _body(here) == OURS
    number, part = next(one for one in page.changed if one[1].path == ("body",))
    hunk = next(at for at, one in enumerate(part.hunks) if one.state is State.CONFLICT)
    decided = _decide(page, made, {(number, hunk): Choice.MINE})
    row = upgrade(adoption_id=here.pk, decided=decided, access=admin, by=by, now=timezone.now())
    assert _body(row) == OURS
    assert row.version == "1.1.0"


def test_a_copy_that_was_written_while_the_page_was_open_is_not_overwritten(here, home, by, admin) -> None:
    made = _next(here, home)
    page = compare(adoption=here, edition_id=made.pk)
    own = prompt_content(body=OURS + "\n絵文字は使わない。").body
    rewrite_prompt(prompt_id=here.local_ids[0], body=own, message="また", based_on=2, by=by, now=timezone.now())
    with pytest.raises(LocalChanged):
        upgrade(adoption_id=here.pk, decided=_decide(page, made), access=admin, by=by, now=timezone.now())


def test_an_edition_that_was_withdrawn_while_the_page_was_open_is_not_taken(here, home, by, admin) -> None:
    made = _next(here, home)
    page = compare(adoption=here, edition_id=made.pk)
    with in_public():
        Withdrawal.objects.create(edition=made, reason="誤り", withdrawn_at=timezone.now(), withdrawn_by="運営")
    with pytest.raises(Withdrawn, match="誤り"):
        upgrade(adoption_id=here.pk, decided=_decide(page, made), access=admin, by=by, now=timezone.now())


def test_a_template_that_was_taken_out_while_the_page_was_open_is_told(here, home, by, admin) -> None:
    made = _next(here, home)
    page = compare(adoption=here, edition_id=made.pk)
    PromptTemplate.objects.filter(pk=here.local_ids[0]).update(retired_at=timezone.now())
    with pytest.raises(LocalChanged):
        upgrade(adoption_id=here.pk, decided=_decide(page, made), access=admin, by=by, now=timezone.now())


def test_a_choice_that_leaves_the_template_unusable_is_refused_with_sentences(here, home, by, admin) -> None:
    fields = [
        {"name": "催しの名前", "type": "text", "required": True},
        {"name": "持ち物", "type": "text"},
    ]
    content = prompt_content(body=SECOND + "\n持ち物は{{持ち物}}。")
    content.body["fields"] = fields  # type: ignore[index]
    made = edition(content=content, by=home, item_id=here.item_id, version="2.0.0", change_note="持ち物")
    page = compare(adoption=here, edition_id=made.pk)
    number, part = next(one for one in page.changed if one[1].path == ("fields",))
    hunk = next(at for at, one in enumerate(part.hunks) if one.state is State.THEIRS)
    decided = _decide(page, made, {(number, hunk): Choice.MINE, **_take_all(page, "body")})
    with pytest.raises(NotSound, match="持ち物"):
        upgrade(adoption_id=here.pk, decided=decided, access=admin, by=by, now=timezone.now())


def _take_all(page, name: str) -> dict[tuple[int, int], Choice]:
    number, part = next(one for one in page.changed if one[1].path == (name,))
    return {(number, at): Choice.THEIRS for at, hunk in enumerate(part.hunks) if hunk.choices}


def test_an_entry_that_residents_read_gets_a_proposal_and_keeps_its_own_words(home, town, adopt, by, admin) -> None:
    row = adopt(edition(content=faq_content(), by=home))
    propose_patterns(ids=row.local_ids, section_id=None, by=by, now=timezone.now())
    entry = FaqEntry.objects.get(question="住民票はどこで取れますか")
    content = faq_content(answer="{{町名}}の窓口（電話 {{窓口の電話}}）で受け取れます。\n手数料は300円です。")
    made = edition(content=content, by=home, item_id=row.item_id, version="1.1.0", change_note="手数料")
    page = compare(adoption=row, edition_id=made.pk)
    assert page.conflicts == 0
    upgrade(adoption_id=row.pk, decided=_decide(page, made), access=admin, by=by, now=timezone.now())
    entry.refresh_from_db()
    assert entry.proposed["answer"] == "甲野町の窓口（電話 0999-90-1002）で受け取れます。\n手数料は300円です。"


def test_entries_that_a_set_gains_and_loses_come_and_go(home, town, adopt, by, admin) -> None:
    row = adopt(edition(content=faq_content(), by=home))
    content = faq_content()
    content.body["patterns"][1] = {"key": "yubin", "topic": "住民票", "question": "郵送では", "answer": "できます。"}
    made = edition(content=content, by=home, item_id=row.item_id, version="2.0.0", change_note="入替え")
    page = compare(adoption=row, edition_id=made.pk)
    row = upgrade(adoption_id=row.pk, decided=_decide(page, made), access=admin, by=by, now=timezone.now())
    assert set(FaqPattern.objects.values_list("question", flat=True)) == {"住民票はどこで取れますか", "郵送では"}
    assert len(row.local_ids) == 2
    assert compare(adoption=row, edition_id=made.pk).changed == ()


GUIDE = {
    "format": "yuimachi.guide/1",
    "title": "引越しの手続き",
    "steps": [{"key": "q1", "kind": "result", "text": "お持ちいただくもの", "items": [{"title": "転出証明書"}]}],
}


def _guide(**changes: Any) -> SharedContent:
    plain = {**GUIDE, "summary": "{{町名}}に来た方へ", **changes}
    return SharedContent("guide", "引越しの手続き", "転入を案内する", "reply", plain, blanks=(TOWN_NAME,))


def test_a_guide_comes_as_a_filled_draft_and_keeps_what_the_town_wrote(home, town, adopt, by, admin) -> None:
    row = adopt(edition(content=_guide(), by=home))
    guide = Guide.objects.get(pk=row.local_ids[0])
    assert (guide.draft["summary"], guide.published) == ("甲野町に来た方へ", None)
    assert compare(adoption=row, edition_id=row.edition_id).changed == ()
    guide.draft = {**guide.draft, "triggers": ["引っ越し"]}
    guide.save()
    made = edition(content=_guide(summary="{{町名}}に転入した方へ"), by=home, item_id=row.item_id, version="1.1.0")
    page = compare(adoption=row, edition_id=made.pk)
    upgrade(adoption_id=row.pk, decided=_decide(page, made), access=admin, by=by, now=timezone.now())
    guide.refresh_from_db()
    assert (guide.draft["summary"], guide.draft["triggers"]) == ("甲野町に転入した方へ", ["引っ越し"])


def test_a_guide_is_walked_with_the_towns_values_without_being_taken_over(home, town, sit, people) -> None:
    ways = [{"label": "はい", "to": "q1"}]
    first = {"key": "q0", "kind": "choice", "text": "{{町名}}に転入しますか", "exits": ways}
    item = {"title": "転出証明書", "desk": "{{町名}}の窓口", "link": "{{案内の場所}}"}
    last = {"key": "q1", "kind": "result", "text": "お持ちいただくもの", "items": [item]}
    content = replace(_guide(steps=[first, last]), blanks=(TOWN_NAME, PromptBlank("案内の場所", "url")))
    made = edition(content=content, by=home)
    clerk, url = sit(people.member), f"/library/items/{made.item_id}/try/"
    page = clerk.get(url).content.decode()
    assert "甲野町に転入しますか" in page
    assert "案内の場所" in page
    assert "転出証明書" in clerk.post(url, {"value": "はい"}).content.decode()
    again = clerk.post(url, {"answer": "q0=はい", "step": "back"}).content.decode()
    assert "甲野町に転入しますか" in again
    assert not Guide.objects.exists()
    assert not GuideRun.objects.exists()
