"""`manage.py library`: a town shares and the moderator decides without a page; what is refused is one sentence."""

import json

import pytest
from django.core.management import CommandError, call_command

from templates.models import LawNotice, Offering, SharedItem, Submission
from tenants.public import in_public
from tests.builders.library import edition, faq_content
from tests.templates.sharing.test_publishing import template

__all__ = ["template"]
pytestmark = pytest.mark.django_db
NOWHERE = "00000000-0000-4000-8000-000000000009"


@pytest.fixture
def said(capsys):
    """Runs a step; what it printed."""

    def run(*words: object) -> str:
        capsys.readouterr()
        call_command("library", *(str(word) for word in words))
        return capsys.readouterr().out

    return run


def refusal(*words: object) -> str:
    """Why a step is refused."""
    with pytest.raises(CommandError) as refused:
        call_command("library", *(str(word) for word in words))
    return str(refused.value)


@pytest.fixture
def number(town, people, template, said) -> int:
    """Of an offering that the town began and decided on."""
    thing = f"prompt:{template.pk}"
    assert thing in said("offer", town.code)
    said("offer", town.code, thing, "--author", "甲野町 住民課", "--note", "最初の版")
    offering = Offering.objects.get().pk
    found = json.loads(said("findings", town.code, offering, "--json"))
    assert {one["state"] for one in found} == {"open"}
    assert "申請できます" not in said("decide", town.code, offering, "--keep", "甲野町=広く知られた催し")
    assert "決めていない町固有の言葉が" in refusal("submit", town.code, offering)
    assert "申請できます" in said("decide", town.code, offering, "--suggested")
    assert "最初の版の" in refusal("submit", town.code, offering, "--step", "major")
    return offering


def test_a_town_hands_in_and_the_moderator_decides(town, number, said) -> None:
    assert "版 1.0.0 として" in said("submit", town.code, number)
    [waits] = json.loads(said("submissions", "--json"))
    assert (waits["town_name"], waits["version"]) == (town.name, "1.0.0")
    shown = said("submission", waits["id"])
    assert "広く知られた催し" in shown
    assert "== " in shown
    assert "町へのコメント" in refusal("return", waits["id"])
    said("return", waits["id"], "--comment", "題名を短く")
    assert "題名を短く" in said("offerings", town.code)
    assert "すでに決まった" in refusal("release", waits["id"])
    said("submit", town.code, number)
    assert "申請を取り下げました" in said("take-back", town.code, number)
    said("submit", town.code, number)
    [again] = json.loads(said("submissions", "--json"))
    assert "を公開しました" in said("release", again["id"])
    assert "公開済みのため" in refusal("submit", town.code, number)


def test_what_was_released_is_withdrawn_and_counted(town, number, said) -> None:
    said("submit", town.code, number)
    said("release", json.loads(said("submissions", "--json"))[0]["id"])
    with in_public():
        item = SharedItem.objects.get()
    assert str(item.pk) in said("items", "案内文")
    assert "版 9.9.9 はありません" in refusal("withdraw", item.pk, "--reason", "誤り", "--edition", "9.9.9")
    assert "取り下げる理由" in refusal("withdraw", item.pk)
    said("withdraw", item.pk, "--reason", "誤り")
    assert "すでに取り下げ" in refusal("withdraw", item.pk, "--reason", "誤り")
    figures = json.loads(said("statistics", "--json"))[0]
    assert figures["queue"] | {"median_days": 0.0} == {
        "waiting": 0,
        "oldest": None,
        "approved": 1,
        "returned": 0,
        "taken_back": 0,
        "median_days": 0.0,
    }
    assert "取り下げ" in said("statistics")


def test_a_text_comes_from_a_file_and_a_refused_offer_leaves_nothing(town, people, tmp_path, said) -> None:
    file = tmp_path / "rule.md"
    assert "を読めません" in refusal("offer", town.code, "text", "--file", file)
    file.write_text("# 目的\n\n職員がAIを使うときの決まり。", encoding="utf-8")
    assert "題名" in refusal("offer", town.code, "text", "--file", file)  # nothing half begun
    assert not Offering.objects.exists()
    said("offer", town.code, "text", "--file", file, "--title", "AIの決まり", "--purpose", "決まりを定める")
    assert Offering.objects.get().content["body"]["body"].startswith("# 目的")


def test_a_law_is_told_by_the_command(towns, said) -> None:
    edition(content=faq_content(), by=towns[1])
    assert said("law-notice").strip() == "住民基本台帳法"
    assert "法令" in refusal("law-notice", "--law", "ない法")
    said("law-notice", "--law", "住民基本台帳法", "--text", "様式が変わります", "--in-force-on", "2027-04-01")
    with in_public():
        assert LawNotice.objects.get().text == "様式が変わります"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("release", NOWHERE), "その申請はありません"),
        (("withdraw", NOWHERE, "--reason", "x"), "そのひな形はありません"),
        (("statistics", "--consortium", "77000"), "協議会を --consortium で"),
        (("findings", "990116", "7"), "甲野町に準備7はありません"),
        (("offer", "990116", "prompt:999"), "甲野町にありません"),
        (("export", "/nowhere/x.json"), "に書けません"),
    ],
)
def test_what_does_not_exist_is_one_sentence(towns, words, why) -> None:
    assert why in refusal(*words)
    with in_public():
        assert not Submission.objects.exists()
