"""Guides: checked, walked, published, walked on the page and in the chat."""

import json
from datetime import date
from pathlib import Path

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from assistants.guiding.check import faults_of
from assistants.guiding.compare import changes
from assistants.guiding.content import NotAGuide, content_of, plain_of
from assistants.guiding.picture import outline_of, picture_of
from assistants.guiding.publish import put_up_guide
from assistants.guiding.walk import NotAnAnswer, go_on, place_of
from assistants.models import Guide, GuideRun
from audit_log.public import SYSTEM
from tenants.public import in_town, open_chat
from tests.tenants.signing import signed_in
from tests.towns import settle

TODAY = date(2026, 11, 29)
ITEM = {"title": "児童手当", "desk": "juumin", "documents": ["口座"], "benefit": True, "if_step": "a", "if_is": "はい"}
PLAIN = {
    "title": "子育ての案内",
    "triggers": ["子育て支援"],
    "steps": [
        {"key": "a", "kind": "choice", "text": "子どもはいますか",
         "exits": [{"label": "はい", "to": "b"}, {"label": "いいえ", "to": "r"}]},
        {"key": "b", "kind": "number", "text": "何歳ですか", "unit": "歳",
         "exits": [{"at_most": 17, "to": "r"}, {"at_least": 18, "to": "r"}]},
        {"key": "r", "kind": "result", "text": "結果", "items": [ITEM]},
    ],
}  # fmt: skip


def changed(**steps: dict) -> dict:
    """PLAIN with some steps' values changed."""
    return {**PLAIN, "steps": [{**step, **steps.get(step["key"], {})} for step in PLAIN["steps"]]}


def test_a_whole_guide_has_no_fault_and_comes_back_from_its_file_the_same() -> None:
    content = content_of(plain=PLAIN)
    assert faults_of(content=content, desks={"juumin"}) == ()
    assert content_of(plain=json.loads(json.dumps(plain_of(content=content)))) == content


@pytest.mark.parametrize(
    ("plain", "says"),
    [
        ({"title": "x", "steps": []}, "質問がまだありません"),
        (changed(a={"exits": [{"label": "はい", "to": "r"}]}), "どこからも進めません"),
        (changed(b={"exits": [{"at_most": 17, "to": "r"}]}), "どの行き先にも当たらない数"),
        (changed(b={"exits": [{"to": "a"}]}), "また「"),
        (changed(a={"exits": [{"label": "はい", "to": "zzz"}]}), "行き先がありません"),
        (changed(r={"items": [{**ITEM, "desk": "nowhere"}]}), "担当の課を選んで"),
        (changed(b={"exits": [{"to": "r", "if_step": "a", "if_is": "たぶん"}, {"to": "r"}]}), "条件が、前の質問の答え"),
    ],
)
def test_each_fault_is_named(plain: dict, says: str) -> None:
    assert says in " ".join(faults_of(content=content_of(plain=plain), desks={"juumin"}))


@pytest.mark.parametrize(
    "plain",
    [[], {"format": "x"}, {"title": 3}, {"steps": [{"kind": "choice"}]}, {"steps": {"a": 1}},
     changed(b={"exits": [{"to": "r", "at_most": "9"}]}),
     changed(r={"items": [{"title": "x", "link": "javascript:x"}]})],
)  # fmt: skip
def test_what_is_no_guide_is_refused(plain: object) -> None:
    with pytest.raises(NotAGuide):
        content_of(plain=plain)


def test_answers_lead_on_and_conditions_choose_what_is_shown() -> None:
    content = content_of(plain=PLAIN)
    start = place_of(content=content, answers=(), today=TODAY)
    with pytest.raises(NotAnAnswer):
        go_on(content=content, place=start, value="たぶん", today=TODAY)
    asked = go_on(content=content, place=start, value="はい", today=TODAY)
    end = go_on(content=content, place=asked, value="１２歳", today=TODAY)
    assert [item.title for item in end.items] == ["児童手当"]
    assert go_on(content=content, place=start, value="いいえ", today=TODAY).items == ()


def test_a_walk_goes_only_as_far_as_a_new_version_leads() -> None:
    content = content_of(plain=changed(a={"exits": [{"label": "いる", "to": "b"}, {"label": "いいえ", "to": "r"}]}))
    assert place_of(content=content, answers=(("a", "はい"), ("b", "3")), today=TODAY).step.key == "a"


def test_the_tree_is_drawn_and_read_with_escaped_words() -> None:
    lines = outline_of(content=content_of(plain=changed(a={"text": "<script>"})))
    assert [line.again for line in lines] == [False, False, False, True, True]
    assert picture_of(lines=lines).startswith("data:image/svg+xml;base64,")


@pytest.mark.parametrize("slug", ["kumoi", "shionagi", "wakabano"])
def test_the_demo_towns_guides_are_whole(slug: str) -> None:
    folder = Path("platform/yuimachi/demo/towns") / slug
    desks = {one["key"] for one in yaml.safe_load((folder / "profile.yaml").read_text())["sections"]}
    for plain in yaml.safe_load((folder / "guides.yaml").read_text()):
        assert faults_of(content=content_of(plain=plain), desks=desks) == ()


@pytest.fixture
def here(towns):
    """A town with an open chat and one published guide."""
    settle(towns[0])
    with in_town(towns[0]):
        open_chat()
        put_up_guide(plain=PLAIN, actor=SYSTEM, now=timezone.now())
    return towns[0]


@pytest.fixture
def page(here):
    """A resident's browser and the guide's address."""
    with in_town(here):
        return Client(HTTP_HOST=here.host), f"/guides/{Guide.objects.get().pk}/"


def test_a_resident_walks_back_and_on_and_takes_it_up_again(here, page) -> None:
    browser, address = page
    browser.post(address, {"at": "a", "value": "はい"})
    assert "何歳ですか" in browser.get(address).content.decode()
    wrong = browser.post(address, {"at": "b", "value": "たくさん"}).content.decode()
    assert "数字で入力" in wrong
    assert "たくさん" in wrong
    browser.post(address, {"step": "back"})
    assert "子どもはいますか" in browser.get(address).content.decode()
    browser.post(address, {"at": "a", "value": "はい"})
    browser.post(address, {"at": "b", "value": "3"})
    end = browser.get(address).content.decode()
    assert "対象になる可能性があります。決定は住民課が行います。" in end
    with in_town(here):
        assert list(GuideRun.objects.values_list("seen", "finished")) == [(["a", "b", "r"], True)]


def test_the_chat_begins_a_guide_by_its_word_walks_it_by_choices_and_is_counted(here, page) -> None:
    browser, _address = page
    assert "子どもはいますか" in browser.post("/chat/", {"question": "子育て支援"}, follow=True).content.decode()
    assert "何歳ですか" in browser.post("/chat/", {"question": "はい"}, follow=True).content.decode()
    end = browser.post("/chat/", {"question": "5"}, follow=True).content.decode()
    assert "決定は住民課が行います" in end
    with in_town(here):
        assert list(GuideRun.objects.values_list("channel", "seen", "finished")) == [("page", ["a", "b", "r"], True)]
    browser.post("/chat/", {"question": "手順をはじめから"})
    with in_town(here):
        assert list(GuideRun.objects.order_by("pk").values_list("seen", flat=True)) == [["a", "b", "r"], ["a"]]


def test_a_question_that_only_contains_the_word_is_answered_and_offered_the_guide(page) -> None:
    browser, _address = page
    shown = browser.post("/chat/", {"question": "子育て支援のお金はいくらですか"}, follow=True).content.decode()
    assert "この手順で調べますか" in shown
    assert "子どもはいますか" not in shown


def test_somebody_in_distress_inside_a_guide_is_answered_first(page) -> None:
    browser, _address = page
    browser.post("/chat/", {"question": "子育て支援"})
    assert "死にたい" in browser.post("/chat/", {"question": "死にたい"}, follow=True).content.decode()
    assert "turn--crisis" in browser.get("/chat/").content.decode()


def test_staff_write_publish_and_exchange_a_guide(here) -> None:
    admin = signed_in(host=here.host, email="admin@town.example")
    file = SimpleUploadedFile("g.json", json.dumps({**PLAIN, "title": "写し"}).encode())
    admin.post("/settings/guides/import/", {"file": file})
    with in_town(here):
        made = Guide.objects.get(title="写し")
    base = f"/settings/guides/{made.pk}/"
    assert "子どもはいますか" in admin.get(f"{base}steps/a/").content.decode()
    rows = {"exits-TOTAL_FORMS": "1", "exits-INITIAL_FORMS": "1", "items-TOTAL_FORMS": "0", "items-INITIAL_FORMS": "0"}
    admin.post(
        f"{base}steps/a/", {"text": "変えた", "kind": "choice", "exits-0-label": "はい", "exits-0-to": "b", **rows}
    )
    assert "変えた" in admin.get(base).content.decode()
    assert "直すところ" not in admin.get(base).content.decode().split("流れの図")[0].replace("\n", "")
    admin.post(f"{base}step/", {"step": "publish"})
    with in_town(here):
        assert Guide.objects.get(pk=made.pk).published.number == 1
    assert json.loads(admin.get(f"{base}export/").content)["steps"][0]["text"] == "変えた"
    assert "何歳ですか" in admin.post(f"{base}try/", {"value": "はい"}).content.decode()
    admin.post(
        f"{base}steps/b/", {"text": "お子さんは何歳ですか", "kind": "number", "unit": "歳", **rows, "exits-0-to": "r"}
    )
    differs = admin.get(f"{base}versions/1/").content.decode()
    assert "後:</span>お子さんは</ins>" in differs
    assert "変えた" not in differs.partition("<h2>")[2], "only steps that differ are shown"
    admin.post(f"{base}versions/1/back/")
    assert "いま書いている内容は、この版と同じです" in admin.get(f"{base}versions/1/").content.decode()


def test_new_gone_and_changed_steps_are_told_apart() -> None:
    newer = changed(a={"help": "同居の子だけ"})
    newer["steps"] = [newer["steps"][0], {**newer["steps"][1], "key": "c"}, newer["steps"][2]]
    found = changes(older=content_of(plain=PLAIN), newer=content_of(plain=newer))
    assert [(one.heading, one.kind) for one in found] == [
        ("子どもはいますか", "changed"), ("何歳ですか", "new"), ("何歳ですか", "gone"),
    ]  # fmt: skip
    assert changes(older=content_of(plain=PLAIN), newer=content_of(plain=PLAIN)) == ()
