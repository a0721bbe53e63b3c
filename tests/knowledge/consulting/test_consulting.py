"""The reference room: exact places with citations, marks that lift a little, saved searches; walled and cheap."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from knowledge.citing.tokens import CitationUnknown, source_token
from knowledge.consulting.citation import number_in
from knowledge.consulting.consult import Consultation, consult
from knowledge.consulting.lift import MOST_PEOPLE, PLACES, lifted
from knowledge.consulting.mark import mark_helpful, marked_tokens
from knowledge.consulting.saved import (
    NotSaved,
    SearchUnknown,
    forget_search,
    mark_seen,
    save_search,
    saved_search,
    searches_of,
)
from knowledge.consulting.wanted import Wanted
from knowledge.models import HelpfulMark, Passage
from knowledge.retrieving.find_passages import find_passages
from knowledge.retrieving.found import RESIDENT
from tenants.models import Section
from tenants.public import Access, access_of
from tests.builders import knowledge as build

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 29)
TITLE = "結町手数料条例"
ARTICLES = [
    ("第1条(趣旨)", "第1条", "この条例は、町が徴収する手数料に関し、必要な事項を定めるものとする。"),
    ("第2条(手数料の額)", "第2条", "手数料を徴収する事務及びその額は、別表のとおりとする。"),
    ("第3条(手数料の納付)", "第3条第1項", "手数料は、申請の際に納めなければならない。"),
    ("第3条(手数料の納付)", "第3条第2項", "郵便による請求に係る手数料は、定額小為替により納めるものとする。"),
    ("第13条(委任)", "第13条", "この条例の施行に関し必要な事項は、規則で定める。"),
]


def ordinance(**fields) -> list[int]:
    made = build.document(title=TITLE, kind="ordinance", **fields)
    ids = build.passages(of=made, texts=[(TITLE, "平成12年3月21日\n条例第5号")])
    for heading, place, text in ARTICLES:
        ids += build.passages(of=made, texts=[(f"{TITLE}\n{heading}", text)], place=place)
    return ids


def wanted(query: str) -> Wanted:
    return Wanted.of(QueryDict(query))


def look(access: Access, query: str, **more) -> Consultation:
    return consult(wanted=wanted(query), access=access, today=TODAY, **more)


@pytest.fixture
def clerk(people) -> Access:
    return access_of(person=people.member)


def test_the_named_place_stands_first_and_is_cited_as_the_town_cites(clerk) -> None:
    ordinance()
    page = look(clerk, "q=手数料条例 第3条第2項")
    first = page.results[0]
    assert first.citation == "結町手数料条例（平成12年条例第5号）第3条第2項"
    assert first.found.text == ARTICLES[3][2], "letter by letter"
    assert any(piece.marked for piece in first.text)
    assert first.beside.before
    assert first.beside.before.place == "第3条第1項"
    assert first.beside.after
    assert first.beside.after.place == "第13条"
    assert look(clerk, "q=手数料条例　１３条").results[0].found.place == "第13条"
    assert [each.found.place for each in look(clerk, "q=手数料 第3条").results[:2]] == ["第3条第1項", "第3条第2項"]
    assert look(clerk, f"q=第2条&doc={first.found.document_id}").results[0].found.place == "第2条"


def test_the_named_place_is_that_of_the_named_ordinance(clerk) -> None:
    other = build.document(title="結町廃棄物処理条例", kind="ordinance")
    build.passages(
        of=other, texts=[("結町廃棄物処理条例\n第3条", "第3条第2項の手数料条例の手数料を徴収する。")], place="第3条"
    )
    ordinance()
    first = look(clerk, "q=手数料条例 第3条第2項").results[0]
    assert (first.found.title, first.found.place) == (TITLE, "第3条第2項")


def test_no_mark_lifts_anything_above_the_place_that_was_named(clerk) -> None:
    ordinance()
    query = "q=手数料 第2条"
    first, second = look(clerk, query).results[:2]
    assert first.found.place == "第2条"
    assert second.found.score * 1.1 > first.found.score, "scores of the search are not those of a named place"
    mark_helpful(token=second.token, helpful=True, access=clerk, now=timezone.now())
    assert look(clerk, query).ids[:2] == [first.found.passage_id, second.found.passage_id]


def test_what_no_result_speaks_of_is_said(clerk) -> None:
    ordinance()
    assert "宇宙" in "".join(look(clerk, "q=定額小為替 宇宙船").untold)
    assert look(clerk, "q=手数料 郵便").untold == ()
    assert look(clerk, "q=量子力学の宇宙船").ids == []


def test_other_documents_are_cited_by_title_day_and_page(clerk) -> None:
    made = build.document(title="結町地域防災計画", valid_from=date(2026, 4, 1))
    build.passages(
        of=made, texts=[("結町地域防災計画\n避難所の開設", "避難所は町長が開設する。")], page=12, place="12ページ"
    )
    assert look(clerk, "q=避難所の開設").results[0].citation == (
        "「結町地域防災計画」（令和8年4月1日）避難所の開設　12ページ"
    )


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("平成12年3月21日\n条例第9号", "平成12年条例第9号"),
        ("（昭和五十年四月一日規則第三号）", "昭和五十年規則第三号"),
        ("令和元年6月3日教育委員会規則第１号", "令和元年教育委員会規則第1号"),
        ("地方自治法の規定に基づき", ""),
    ],
)
def test_the_number_of_an_ordinance_is_read_from_above_its_first_article(text: str, number: str) -> None:
    assert number_in(text=text) == number


def test_faq_and_what_the_person_may_not_read_are_not_in_this_room(clerk, people) -> None:
    build.faq(of=build.document(kind="faq"), rows=[("手数料はいくらですか", "三百円です。")])
    closed = build.document(title="課の手順", audience="section", section=Section.objects.get(key="soumu"))
    ids = build.passages(of=closed, texts=[("課の手順", "手数料の金庫は二人で開ける。")])
    assert look(clerk, "q=手数料").ids == []
    assert look(access_of(person=people.admin), "q=手数料").ids == ids
    with pytest.raises(CitationUnknown):
        mark_helpful(token=source_token(passage_id=ids[0]), helpful=True, access=clerk, now=timezone.now())


def test_filters_by_kind_section_year_title_and_document(clerk) -> None:
    ordinance()
    soumu = Section.objects.get(key="soumu")
    guide = build.document(title="令和6年度 手数料の手引き", section=soumu, audience="staff")
    guide_ids = build.passages(of=guide, texts=[("手数料の手引き", "手数料は窓口で受け取る。")])
    for narrowing in ("kind=prose", f"section={soumu.pk}", "year=2024", "title=手引き", f"doc={guide.pk}"):
        assert look(clerk, f"q=手数料&{narrowing}").ids == guide_ids, narrowing
    none = look(clerk, "q=手数料&title=存在しない題名")
    assert none.no_title
    assert none.ids == []
    assert look(clerk, f"q=手数料&doc={guide.pk}&title=条例").no_title
    assert not wanted("q=手数料&kind=faq&section=x&year=99999&doc=-1&doc=1e9").narrowed, "nonsense narrows nothing"
    assert wanted("q=" + "あ" * 300).cut_short


def found(*scores: float) -> list:
    return [SimpleNamespace(passage_id=number, score=score) for number, score in enumerate(scores)]


def order(rows: list, people: dict[int, int]) -> list[int]:
    return [each.passage_id for each in lifted(found=rows, people=people)]


def test_a_mark_lifts_a_little_and_never_past_what_fits_clearly_better() -> None:
    assert order(found(3.0, 2.95, 2.9), {2: 1}) == [2, 0, 1]
    assert order(found(3.0, 2.0), {1: 3}) == [0, 1], "fifteen percent are not enough"
    assert order(found(3.0, 2.99, 2.98, 2.97, 2.96, 2.95), {5: 9}) == [0, 1, 5, 2, 3, 4], f"{PLACES} places at most"
    assert order(found(3.0, 2.5), {1: 100}) == order(found(3.0, 2.5), {1: MOST_PEOPLE})
    assert order(found(3.0, 2.9), {}) == [0, 1]
    assert order(found(3.0, 2.9), {0: 1, 1: 1}) == [0, 1]


def test_marks_count_in_the_persons_sections_can_be_undone_and_never_reach_residents(clerk, people) -> None:
    made = build.document(title="窓口の手引き")
    ids = build.passages(
        of=made,
        texts=[
            ("証明書の交付 その一", "証明書は窓口で交付する。"),
            ("証明書の交付 その二", "証明書は窓口で交付する。"),
        ],
    )
    before = look(clerk, "q=証明書の交付").ids
    residents = [each.passage_id for each in find_passages(query="証明書の交付", asker=RESIDENT, today=TODAY)]
    token = source_token(passage_id=before[-1])
    for _twice in range(2):
        mark_helpful(token=token, helpful=True, access=clerk, now=timezone.now())
    assert HelpfulMark.objects.count() == len(clerk.section_ids)
    page = look(clerk, "q=証明書の交付")
    assert page.ids == list(reversed(before))
    assert (page.results[0].people, page.results[0].mine) == (1, True)
    assert marked_tokens(tokens=[token, source_token(passage_id=before[0]), "x:y:z"], access=clerk) == {token}
    stranger = access_of(person=people.outsider)
    assert look(stranger, "q=証明書の交付").ids == before, "another section's marks do not count here"
    assert [each.passage_id for each in find_passages(query="証明書の交付", asker=RESIDENT, today=TODAY)] == residents
    mark_helpful(token=token, helpful=False, access=clerk, now=timezone.now())
    assert look(clerk, "q=証明書の交付").ids == before
    assert sorted(ids) == sorted(before)


def test_a_saved_search_tells_what_is_new_since_the_person_looked(clerk, people) -> None:
    ordinance()
    now = timezone.now()
    saved = save_search(name=" 手数料 ", query="q=手数料&page=3&kind=ordinance", access=clerk, today=TODAY, now=now)
    assert (saved.name, "page" in saved.query) == ("手数料", False)
    assert look(clerk, saved.query, seen=saved.seen).fresh == 0
    fresh = build.passages(
        of=build.document(title="結町手数料条例施行規則", kind="ordinance"),
        texts=[("手数料の減免", "手数料を減免する。")],
    )
    page = look(clerk, saved.query, seen=saved_search(saved_id=saved.id, access=clerk).seen)
    assert page.fresh == 1
    assert [each.found.passage_id for each in page.results if each.fresh] == fresh
    mark_seen(saved_id=saved.id, access=clerk, today=TODAY, now=now)
    assert look(clerk, saved.query, seen=saved_search(saved_id=saved.id, access=clerk).seen).fresh == 0
    for refused in (
        {"name": "手数料", "query": "q=手数料"},
        {"name": "空", "query": "q="},
        {"name": "長" * 61, "query": "q=a"},
        {"name": "記号", "query": "q=" + "%23" * 200 + "&title=" + "%26" * 200},
    ):
        with pytest.raises(NotSaved):
            save_search(access=clerk, today=TODAY, now=now, **refused)
    asked = "手数料" * 60
    long = save_search(name="", query=f"q={asked}&title={asked}", access=clerk, today=TODAY, now=now)
    assert (wanted(saved_search(saved_id=long.id, access=clerk).query).words, len(long.name)) == (asked, 60)
    forget_search(saved_id=long.id, access=clerk)
    stranger = access_of(person=people.outsider)
    assert searches_of(access=stranger) == []
    with pytest.raises(SearchUnknown):
        saved_search(saved_id=saved.id, access=stranger)
    forget_search(saved_id=saved.id, access=clerk)
    assert searches_of(access=clerk) == []


def test_a_search_costs_the_same_for_many_results(clerk) -> None:
    ordinance()
    look(clerk, "q=手数料")
    with CaptureQueriesContext(connection) as few:
        look(clerk, "q=手数料")
    for number in range(4):
        made = build.document(title=f"結町第{number}手数料規則", kind="ordinance")
        build.passages(of=made, texts=[(f"手数料 {n}", f"手数料の{number}の{n}番目の定めである。") for n in range(8)])
    mark_helpful(
        token=source_token(passage_id=Passage.objects.latest("pk").pk), helpful=True, access=clerk, now=timezone.now()
    )
    look(clerk, "q=手数料")
    with CaptureQueriesContext(connection) as many:
        page = look(clerk, "q=手数料")
    assert page.pages.total > 20
    assert len(many) <= len(few) + 1, "one more where the page shows a mark"
    assert len(many) <= 12
    with CaptureQueriesContext(connection) as named:
        look(clerk, "q=手数料 第3条")
    assert len(named) <= 15
