"""Synonyms of a town: found by either word, edited on their page, tried before, in and out as a table."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from audit_log.models import Entry
from knowledge.models import SynonymGroup
from knowledge.retrieving.find_passages import find_passages
from knowledge.retrieving.found import RESIDENT
from knowledge.retrieving.synonyms import phrase_of, starter_groups
from tenants.public import in_no_town, in_town
from tests.builders import knowledge as build

PAGE = "/knowledge/synonyms/"
TODAY = date(2026, 11, 24)
ROWS = [
    ("ぐるっとバスの時刻を知りたい。", "時刻表は役場と駅で配っています。"),
    ("駅前の駐車場は無料ですか。", "30分まで無料です。"),
    ("図書館は何時までですか。", "午後6時までです。"),
]


@pytest.fixture
def admin(town, people) -> Client:
    client = Client(HTTP_HOST=town.host)
    client.force_login(people.admin, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def post(client: Client, where: str = "", **data: object):
    with in_no_town():
        return client.post(f"{PAGE}{where}", data, follow=True)


def get(client: Client, **words: str) -> str:
    with in_no_town():
        return client.get(PAGE, words).content.decode()


def first(question: str) -> str:
    found = find_passages(query=question, asker=RESIDENT, today=TODAY)
    return found[0].heading if found else ""


def told(question: str) -> float:
    return find_passages(query=question, asker=RESIDENT, today=TODAY)[0].told


def test_a_nickname_is_found_as_soon_as_its_group_stands_and_no_longer_without_it(town, admin) -> None:
    build.faq(of=build.document(kind="faq"), rows=ROWS)
    before = told("まめりん号")
    assert "同義語を加えました" in post(admin, words="まめりん号、ぐるっとバス").content.decode()
    assert first("まめりん号") == ROWS[0][0]
    assert told("まめりん号") > before
    group = SynonymGroup.objects.get()
    post(admin, f"{group.pk}/remove/")
    assert told("まめりん号") == before
    actions = set(Entry.objects.values_list("action", flat=True))
    assert {"knowledge.synonyms.added", "knowledge.synonyms.removed"} <= actions


def test_a_synonym_of_one_town_is_none_of_another(towns, people, admin) -> None:
    post(admin, words="まめりん号、ぐるっとバス")
    with in_town(towns[1]):
        build.faq(of=build.document(kind="faq"), rows=ROWS)
        assert told("まめりん号") == 0


def test_what_a_group_would_change_is_seen_before_it_is_added(town, admin) -> None:
    build.faq(of=build.document(kind="faq"), rows=ROWS)
    page = get(admin, question="まめりん号の時刻", tried="まめりん号、ぐるっとバス")
    assert "まめりん号＝ぐるっとバス" in page
    assert SynonymGroup.objects.count() == 0
    assert "この質問の語には、同義語がありません" in get(admin, question="駅前のにぎわい")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("ごみ", "2つ以上"),
        ("引越し、引っ越し", "登録しなくても同じ語"),
        ("？、！", "検索できる語がありません"),
        ("あ" * 41 + "、い", "長すぎます"),
    ],
)
def test_what_is_no_group_is_told_and_stays_in_the_form(town, admin, words: str, why: str) -> None:
    page = post(admin, words=words).content.decode()
    assert why in page
    assert f'value="{words}"' in page
    assert not SynonymGroup.objects.exists()


def test_a_group_of_the_starter_list_is_switched_off_and_on(town, admin) -> None:
    build.faq(of=build.document(kind="faq"), rows=[("特別養護老人ホームの申込み", "施設へ申し込みます。"), *ROWS])
    number = next(n for n, group in enumerate(starter_groups()) if "特養" in group)
    assert told("特養") == 1.0
    post(admin, "switch/", number=number, wish="leave")
    assert told("特養") < 1.0
    post(admin, "switch/", number=number, wish="use")
    assert told("特養") == 1.0
    assert post(admin, "switch/", number=99_999).status_code == 404


def test_a_table_comes_in_and_goes_out(town, admin) -> None:
    table = "同義語,語2\nまめりん号,ぐるっとバス\n一人\n=cmd,電卓\nまめりん号,ぐるっとバス\n".encode("cp932")
    page = post(admin, "import/", table=SimpleUploadedFile("語.csv", table)).content.decode()
    assert "2組を登録しました（すでにあったもの1組）" in page
    assert "3行目は登録していません" in page
    with in_no_town():
        out = admin.get(f"{PAGE}export/").content.decode("utf-8-sig")
    assert out.splitlines() == ["まめりん号,ぐるっとバス", "'=cmd,電卓"]


def test_the_starter_list_is_long_and_says_nothing_twice() -> None:
    groups = starter_groups()
    assert len(groups) >= 150
    for group in groups:
        assert len({phrase_of(word) for word in group}) >= 2, group
        assert all(phrase_of(word) for word in group), group
    assert len(set(groups)) == len(groups)


def test_only_those_who_edit_knowledge_see_the_page(town, people) -> None:
    client = Client(HTTP_HOST=town.host)
    client.force_login(people.member, backend="allauth.account.auth_backends.AuthenticationBackend")
    with in_no_town():
        assert client.get(PAGE).status_code == 403
