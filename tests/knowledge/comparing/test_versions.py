"""Versions beside each other: what came, went and changed, by passage and by word."""

import pytest
from django.test import Client

from knowledge.comparing.compare_versions import NothingToCompare, compare_versions
from knowledge.comparing.mark_words import mark_words
from knowledge.models import Document
from tenants.public import in_no_town
from tests.builders.documents import FAQ_SHEET, LEAFLET, take_in

OLD = "手数料は1点につき500円です。申込みは環境課へ。"
NEW = "手数料は1点につき1,500円です。申込みは生活環境課へ。"


PAIRS = [(OLD, NEW), ("", NEW), (OLD, ""), ("同じ", "同じ"), ("あ" * 9000, "ア1" * 4000)]
MORE = "\n## 資源ごみ\n\n資源ごみは第2水曜日に、町内の集積所へ出してください。\n"


def words(pieces, kind: str) -> list[str]:
    return [piece.text for piece in pieces if piece.kind == kind]


def test_only_the_words_that_differ_are_marked() -> None:
    marked = mark_words(old=OLD, new=NEW)
    assert words(marked, "removed") == ["500", "環境課"]
    assert words(marked, "added") == ["1,500", "生活環境課"]


@pytest.mark.parametrize(
    ("old", "new"), [(OLD, NEW), ("", NEW), (OLD, ""), ("同じ", "同じ"), ("あ" * 9000, "ア1" * 4000)]
)
def test_both_texts_can_be_read_from_the_marks(old: str, new: str) -> None:
    marked = mark_words(old=old, new=new)
    assert "".join(piece.text for piece in marked if piece.kind != "added") == old
    assert "".join(piece.text for piece in marked if piece.kind != "removed") == new


@pytest.mark.django_db
def test_a_version_says_which_passages_changed_and_the_old_version_is_not_needed_again(town, people) -> None:
    take_in(LEAFLET)
    take_in(
        LEAFLET.replace("500円", "800円") + "\n## 資源ごみ\n\n資源ごみは第2水曜日に、町内の集積所へ出してください。\n"
    )
    document = Document.objects.get()
    found = compare_versions(document=document, number=2)
    kinds = {change.kind: change for change in found.changes}
    assert (sorted(kinds), found.same) == (["added", "changed"], 1)
    assert (words(kinds["changed"].text, "removed"), words(kinds["changed"].text, "added")) == (["500"], ["800"])
    assert "第2水曜日" in kinds["added"].text[0].text
    with pytest.raises(NothingToCompare):
        compare_versions(document=document, number=1)
    client = Client(HTTP_HOST=town.host)
    client.force_login(people.member, backend="allauth.account.auth_backends.AuthenticationBackend")
    path = f"/knowledge/documents/{document.pk}/"
    with in_no_town():
        assert "第2版で変わったところ" in client.get(path).content.decode()
        page = client.get(f"{path}versions/2/").content.decode()
        assert "比べられる版がありません" in client.get(f"{path}versions/1/").content.decode()
        assert client.get(f"{path}versions/3/").status_code == 404
    assert "800</ins>" in page


@pytest.mark.django_db
def test_a_sheet_is_compared_by_its_questions(town) -> None:
    take_in(FAQ_SHEET, name="faq.csv")
    take_in(FAQ_SHEET.replace("14日以内", "30日以内"), name="faq.csv")
    found = compare_versions(document=Document.objects.get(), number=2)
    assert [(change.kind, found.same) for change in found.changes] == [("changed", 1)]
