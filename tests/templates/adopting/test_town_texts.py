"""Guidelines and policies: the town's own texts with versions, files, a way into the knowledge base, merged, tried."""

from io import BytesIO

import pytest
from django.utils import timezone
from docx import Document

from assistants.public import PromptBlank
from audit_log.models import Entry
from knowledge.models import Document as KnownDocument
from templates.adopting.merge import Unresolved
from templates.adopting.undo import ChangedHere, undo
from templates.adopting.upgrade import Decided, compare, upgrade
from templates.keeping.write import TextChanged, TextRefused, Wording, begin_text, save_text
from templates.models import Adoption, TownText
from templates.sharing.local_things import choices_for, gather
from templates.sharing.offer import begin_offering
from tests.builders.library import TOWN_NAME, edition, text_content

pytestmark = pytest.mark.django_db

FIRST = "# 目的\n\n{{町名}}の職員が守ることを定めます。\n\n# 入力\n\n- 個人情報は入力しません。"


def _edition(home, row=None, body: str = FIRST, version: str = "1.0.0", **changes):
    content = text_content(body=body, **changes)
    return edition(content=content, by=home, item_id=row.item_id if row else None, version=version)


def _upgrade(row, made, admin, by):
    page = compare(adoption=row, edition_id=made.pk)
    decided = Decided(made.pk, page.token, {}, {})
    return upgrade(adoption_id=row.pk, decided=decided, access=admin, by=by, now=timezone.now())


def _newest(row):
    text = TownText.objects.get(pk=row.local_ids[0])
    return text.versions.get(number=text.number)


def test_a_text_comes_filled_is_merged_by_paragraph_and_a_conflict_asks(home, adopt, admin, by) -> None:
    row = adopt(_edition(home))
    assert "甲野町の職員が守る" in _newest(row).body
    assert "版1.0.0（乙川村）" in _newest(row).message
    own = _newest(row).body + "\n- 迷ったら総務課に聞きます。"
    wording = Wording("生成AI利用ガイドライン", own)
    save_text(text_id=row.local_ids[0], wording=wording, based_on=1, by=by, now=timezone.now())
    row = _upgrade(row, _edition(home, row, FIRST.replace("守ること", "必ず守ること"), "1.1.0"), admin, by)
    assert _newest(row).body == own.replace("守ること", "必ず守ること")
    assert (_newest(row).number, row.version) == (3, "1.1.0")
    with pytest.raises(Unresolved):
        _upgrade(row, _edition(home, row, FIRST + "\n- 結果を確かめます。", "1.2.0"), admin, by)
    with pytest.raises(ChangedHere):
        undo(adoption_id=row.pk, by=by, now=timezone.now())
    undo(adoption_id=row.pk, by=by, now=timezone.now(), sure=True)
    assert TownText.objects.get().retired_at is not None


def test_published_again_it_keeps_lineage_and_licence(home, adopt, admin, by) -> None:
    made = _edition(home, licence="CC0 1.0")
    row = adopt(made)
    key = f"text:{row.local_ids[0]}"
    assert key in [one.key for one in choices_for(access=admin)]
    offering = begin_offering(gathered=gather(key=key, access=admin), actor=by, now=timezone.now())
    assert (offering.derived_from_id, offering.content["licence"]) == (made.pk, "CC0 1.0")
    assert gather(key="text:99999999999999999999", access=admin) is None


def test_bad_words_and_what_changed_meanwhile_write_nothing(town, by) -> None:
    now = timezone.now()
    made = begin_text(wording=Wording("方針", "本文"), by=by, now=now)
    for title, body in (("", "本文"), ("方針", " "), ("方" * 81, "本文"), ("方針", "あ" * 120_001)):
        with pytest.raises(TextRefused):
            save_text(text_id=made, wording=Wording(title, body), based_on=1, by=by, now=now)
    save_text(text_id=made, wording=Wording("方針", "二つめ"), based_on=1, by=by, now=now)
    with pytest.raises(TextChanged):
        save_text(text_id=made, wording=Wording("方針", "三つめ"), based_on=1, by=by, now=now)
    assert TownText.objects.get().number == 2


def test_a_clerk_writes_prints_and_hands_it_to_the_knowledge_base(town, people, sit) -> None:
    desk, clerk = sit(people.admin), sit(people.member)
    assert "新しく書く" in desk.get("/library/texts/").content.decode()
    made = desk.post("/library/texts/new/", {"title": "AIの方針", "body": "# 目的\r\n\r\n<script>x</script>守る。"})
    url = made.headers["Location"]
    page = clerk.get(url).content.decode()
    assert "<h1>目的</h1>" in page
    assert "<script>x" not in page
    assert clerk.get(f"{url}edit/").status_code == 403
    word = clerk.get(f"{url}file/?kind=word")
    assert [one.text for one in Document(BytesIO(word.content)).paragraphs][:2] == ["AIの方針", "目的"]
    assert desk.post(f"{url}edit/", {"title": "AIの方針", "body": "町の方針。", "base": "1"}).status_code == 302
    late = desk.post(f"{url}edit/", {"title": "AIの方針", "body": "私の方針。", "base": "1"})
    assert late.status_code == 422
    assert "私の方針。" in late.content.decode()
    assert desk.post(f"{url}step/", {"step": "back", "number": "1"}).status_code == 302
    assert TownText.objects.get().number == 3
    assert desk.post(f"{url}knowledge/", {"audience": "staff", "section": ""}).status_code == 302
    document = KnownDocument.objects.get(pk=TownText.objects.get().document_id)
    assert (document.title, document.audience, document.approved_at) == ("AIの方針", "staff", None)
    assert {"templates.text.written", "templates.text.taken", "templates.text.handed_in"} <= set(
        Entry.objects.values_list("action", flat=True)
    )


def test_a_text_is_tried_with_values_and_nothing_is_kept(home, town, people, sit) -> None:
    made = _edition(home, body=FIRST + "\n\n改正 {{改正日}}", blanks=(TOWN_NAME, PromptBlank("改正日", "date")))
    clerk, url = sit(people.member), f"/library/items/{made.item_id}/try/"
    page = clerk.get(url).content.decode()
    assert '<h2 class="lib-paper__title">生成AI利用ガイドライン</h2>' in page
    assert "甲野町の職員が守る" in page
    assert "改正 〔改正日〕" in page
    page = clerk.post(url, {"b0": "甲野町", "b1": "2027-04-01"}).content.decode()
    assert "差込欄はすべて埋まっています" in page
    assert "改正 2027-04-01" in page
    assert not TownText.objects.exists()
    assert not Adoption.objects.exists()
