"""Filters stand inside the index query: they narrow by 年度, section, kind, audience, and lose nothing that is near."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowledge.models import Document, FaqEntry
from knowledge.retrieving import candidates as both_searches
from knowledge.retrieving import keyword_search
from knowledge.retrieving.candidates import candidates
from knowledge.retrieving.conditions import findable_sql
from knowledge.retrieving.find_passages import find_passages
from knowledge.retrieving.found import Asker, SearchFilters
from knowledge.retrieving.read_question import read_question
from tenants.models import Section
from tests.builders import knowledge as build

TODAY = date(2026, 11, 24)
STAFF = Asker("staff", highest_grade=3)
SUBJECTS = ["除雪", "水道", "保育園", "図書館", "避難所", "粗大ごみ", "住民票", "予防接種", "町営バス", "空き家"]


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("令和6年度 予算の概要", 2024),
        ("令和６年度予算", 2024),
        ("令和元年度決算", 2019),
        ("R5年度 事業計画", 2023),
        ("平成30年度のあらまし", 2018),
        ("2025年度版ごみカレンダー", 2025),
        ("くらしの手引き", None),
        ("令和6年4月の広報", None),
    ],
)
def test_the_year_of_a_document_is_the_one_its_title_names(town, title: str, year: int | None) -> None:
    assert build.document(title=title).fiscal_year == year


def test_a_title_that_is_changed_past_the_forms_moves_the_year(town) -> None:
    made = build.document(title="令和5年度 補助金一覧")
    Document.objects.filter(pk=made.pk).update(title="令和6年度 補助金一覧")
    made.refresh_from_db()
    assert made.fiscal_year == 2024


def titles(**filters: object) -> set[str]:
    chosen = SearchFilters(**filters)  # type: ignore[arg-type]
    return {each.title for each in find_passages(query="補助金", asker=STAFF, today=TODAY, filters=chosen)}


def test_year_and_audience_narrow_what_is_found(town) -> None:
    for title, audience in (
        ("令和5年度 補助金", "residents"),
        ("令和6年度 補助金", "residents"),
        ("補助金の事務", "staff"),
    ):
        build.passages(of=build.document(title=title, audience=audience), texts=[("補助金", f"{title}の額です。")])
    assert titles(fiscal_years=frozenset({2024})) == {"令和6年度 補助金"}
    assert titles(audiences=frozenset({"staff"})) == {"補助金の事務"}
    assert titles(fiscal_years=frozenset({2024}), audiences=frozenset({"staff"})) == set()
    assert len(titles()) == 3


@pytest.mark.parametrize(("scored_at_most", "least"), [(20, 0.95), (50, 1.0)], ids=["by the indexes", "scored whole"])
def test_a_filter_that_leaves_five_percent_loses_next_to_nothing_against_an_exact_search(
    town, monkeypatch, scored_at_most: int, least: float
) -> None:
    # As in a large town: each section has 30 passages.
    monkeypatch.setattr(both_searches, "SCORED_AT_MOST", scored_at_most)
    monkeypatch.setattr(keyword_search, "SCORED_AT_MOST", 50)
    sections = [Section.objects.create(key=f"s{n}", name=f"第{n}課") for n in range(20)]
    for number, section in enumerate(sections):
        texts = [
            (f"{subject}の{n}番", f"{SUBJECTS[(n + number) % 10]}と{subject}の手続き{n}は{number}番窓口です。")
            for subject in SUBJECTS
            for n in range(3)
        ]
        build.passages(of=build.document(title=f"{section.name}の手引き", section=section), texts=texts)
    shares = []
    for number, subject in enumerate(SUBJECTS):
        chosen = SearchFilters(section_ids=frozenset({sections[number * 2].pk}))
        question = read_question(text=f"{subject}の手続きはどこ")
        findable = findable_sql(asker=STAFF, today=TODAY, filters=chosen)
        exact = {each.passage_id for each in candidates(question=question, findable=findable, most=10, exact=True).best}
        found = {each.passage_id for each in candidates(question=question, findable=findable, most=10).best}
        assert len(exact) == 10
        shares.append(len(exact & found) / len(exact))
    assert sum(shares) / len(shares) >= least


def test_a_large_town_counts_what_a_filter_leaves_once(town, monkeypatch) -> None:
    monkeypatch.setattr(both_searches, "SCORED_AT_MOST", 2)
    section = Section.objects.create(key="s", name="環境課")
    build.passages(of=build.document(section=section), texts=[("除雪", "除雪は町が行います。")])
    build.passages(of=build.document(title="水道"), texts=[(f"水道{n}", f"水道の届け{n}") for n in range(4)])
    question, filters = read_question(text="除雪"), SearchFilters(section_ids=frozenset({section.pk}))
    findable = findable_sql(asker=STAFF, today=TODAY, filters=filters)
    first = candidates(question=question, findable=findable, most=10)
    with CaptureQueriesContext(connection) as captured:
        again = candidates(question=question, findable=findable, most=10)
    assert [each.passage_id for each in again.best] == [each.passage_id for each in first.best]
    assert len(first.best) == 1
    assert not any("count(*)" in each["sql"] for each in captured)


def test_a_filter_by_section_finds_a_faq_that_this_section_keeps_in_a_sheet_of_another(town) -> None:
    mine, other = (Section.objects.create(key=key, name=key) for key in ("mine", "other"))
    sheet = build.document(kind="faq", section=other)
    build.faq(of=sheet, rows=[("除雪はいつですか。", "雪の日です。"), ("水道はいつですか。", "いつもです。")])
    FaqEntry.objects.filter(question="除雪はいつですか。").update(section=mine)
    found = find_passages(
        query="除雪と水道", asker=STAFF, today=TODAY, filters=SearchFilters(section_ids=frozenset({mine.pk}))
    )
    assert [each.heading for each in found] == ["除雪はいつですか。"]
