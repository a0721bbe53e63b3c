"""The staff's search page: finds, marks, explains, and shows nobody what they may not see."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from knowledge.retrieving.highlight import highlighted
from tenants.models import Section
from tenants.public import in_no_town
from tests.builders import knowledge as build

pytestmark = pytest.mark.django_db
PAGE = "/knowledge/search/"
ROWS = [
    ("住民票の写しはいくらですか。", "住民課の窓口で、１通３００円で交付します。"),
    ("可燃ごみは何曜日ですか。", "月曜日と木曜日です。"),
]


def client_of(town, person=None) -> Client:
    client = Client(HTTP_HOST=town.host)
    if person:
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def get(client: Client, **words: str):
    with in_no_town():
        return client.get(PAGE, words)


@pytest.fixture
def member(town, people) -> Client:
    return client_of(town, people.member)


def test_a_search_marks_the_words_and_explains_the_place(town, member) -> None:
    build.faq(of=build.document(kind="faq", title="よくある質問"), rows=ROWS)
    page = get(member, q="住民票の値段").content.decode()
    assert "<mark>住民</mark>" in page or "<mark>住民票</mark>" in page
    assert "言葉の一致" in page
    assert "意味の近さ" in page
    assert "似た言葉として補いました" in page or "入力された言葉" in page


def test_without_words_the_page_invites_and_without_results_it_says_so(town, member) -> None:
    assert "言葉を入れて探してください" in get(member).content.decode()
    assert "見つかりませんでした" in get(member, q="存在しない手続き").content.decode()


def test_nonsense_in_the_address_narrows_nothing(town, member) -> None:
    build.faq(of=build.document(kind="faq"), rows=ROWS)
    answer = get(member, q="住民票", section="x" * 50, kind="drop table", day="2026-99-99", **{"as": "admin"})
    assert answer.status_code == 200
    assert "住民" in answer.content.decode()


def test_what_other_sections_keep_to_themselves_is_not_shown(town, people) -> None:
    build.passages(
        of=build.document(audience="section", section=Section.objects.get(key="soumu"), title="秘密の手順"),
        texts=[("金庫の開け方", "カナリア：金庫は二人で開けます。")],
    )
    assert "カナリア" not in get(client_of(town, people.member), q="金庫の開け方").content.decode()
    assert "カナリア" in get(client_of(town, people.admin), q="金庫の開け方").content.decode()
    assert (
        "カナリア" not in get(client_of(town, people.admin), q="金庫の開け方", **{"as": "residents"}).content.decode()
    )


def test_only_people_who_may_read_knowledge_search(town, people) -> None:
    assert get(client_of(town), q="住民票").status_code == 302
    assert get(client_of(town, people.auditor), q="住民票").status_code == 403


def test_the_page_costs_the_same_for_many_results(town, member) -> None:
    of = build.document(kind="faq")
    build.faq(of=of, rows=ROWS)
    get(member, q="住民票")
    with CaptureQueriesContext(connection) as few:
        get(member, q="住民票")
    build.faq(of=of, rows=[(f"住民票の{n}番目の質問", f"回答{n}です。") for n in range(30)])
    with CaptureQueriesContext(connection) as many:
        get(member, q="住民票")
    assert len(many) == len(few)


@pytest.mark.parametrize("text", ["１通３００円です。", "住民票<b>ハ</b>㈱の写し", "", "㌔メートル 住民票"])
def test_marking_never_changes_the_text(text: str) -> None:
    assert "".join(piece.text for piece in highlighted(text=text, words={"300", "住民", "票"})) == text


def test_the_years_sections_kinds_and_audiences_of_the_results_narrow_them(town, people, member) -> None:
    soumu = Section.objects.get(key="soumu")
    for title, kind, audience in (
        ("令和5年度 補助金", "prose", "residents"),
        ("令和6年度 補助金", "table", "staff"),
        ("補助金の手引き", "prose", "staff"),
    ):
        made = build.document(title=title, kind=kind, audience=audience, section=soumu if kind == "table" else None)
        build.passages(of=made, texts=[("補助金の額", f"{title}の補助金の額です。")])
    page = get(member, q="補助金").content.decode()
    for facet in ("令和6年度（1）", "文書（2）", "住民（1）"):
        assert facet in page
    narrowed = get(member, q="補助金", year="2024").content.decode()
    assert "3件のうち" in page
    assert "1件のうち" in narrowed
    assert "絞り込みをすべて外す" in narrowed
    assert "見つかりませんでした" in get(member, q="補助金", year="2001").content.decode()


def test_many_results_come_in_pages_that_keep_what_was_looked_for(town, member) -> None:
    build.faq(of=build.document(kind="faq"), rows=[(f"住民票の{n}番目の質問", f"回答{n}です。") for n in range(25)])
    page = get(member, q="住民票", order="newest").content.decode()
    assert "25件のうち1～10件目" in page
    assert "order=newest&amp;page=3" in page or "page=3" in page
    assert "25件のうち21～25件目" in get(member, q="住民票", order="newest", page="3").content.decode()


def test_newest_first_puts_the_later_document_on_top(town, member) -> None:
    for year in (2024, 2026, 2025):
        made = build.document(title=f"広報{year}", valid_from=date(year, 4, 1))
        build.passages(of=made, texts=[(f"除雪 {year}", "除雪車は10センチで出ます。")])
    page = get(member, q="除雪", order="newest").content.decode()
    assert page.index("広報2026") < page.index("広報2025") < page.index("広報2024")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"valid_until": date(2020, 3, 31)}, "公開終了日を過ぎています"),
        ({"kind": "table"}, "絞り込みの条件に合いません"),
        ({}, "見つかった結果の中にあります"),
    ],
)
def test_it_is_said_why_an_expected_document_is_not_there(town, people, fields, told: str) -> None:
    build.faq(of=build.document(kind="faq", title="よくある質問"), rows=ROWS)
    build.passages(of=build.document(title="浄化槽の手引き", **fields), texts=[("補助", "浄化槽の補助金の額です。")])
    page = get(
        client_of(town, people.admin), q="住民票の値段", missing="浄化槽", kind="faq" if "kind" in fields else ""
    )
    assert told in page.content.decode().split("出てくるはずの文書がないとき")[1]


def test_nobody_learns_by_asking_why_of_a_document_they_may_not_list(town, people, member) -> None:
    other = build.document(title="秘密の手順", audience="section", section=Section.objects.get(key="soumu"))
    build.passages(of=other, texts=[("金庫", "カナリア：金庫は二人で開けます。")])
    page = get(client_of(town, people.member), q="金庫", missing="秘密").content.decode()
    assert "その題名の文書はありません" in page
