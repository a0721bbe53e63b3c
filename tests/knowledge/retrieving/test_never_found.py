"""Canaries: a text that may not be found is found on no path, by no asker, in no wording."""

from datetime import UTC, date, datetime

import pytest

from knowledge.indexing.index_passages import unindex_passages
from knowledge.models import FaqEntry, Passage, Version
from knowledge.retrieving.curated import match_faq
from knowledge.retrieving.explain import explain
from knowledge.retrieving.find_passages import find_passages
from knowledge.retrieving.found import Asker, SearchFilters
from tenants.models import Section
from tests.builders import knowledge as build

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, tzinfo=UTC)
QUESTION = "合併浄化槽の補助金はいくらですか。"
ANSWER = "カナリア：合併浄化槽の補助金は5人槽で352,000円です。"
ORDINARY = ("可燃ごみは何曜日ですか。", "可燃ごみは月曜日と木曜日です。")


@pytest.fixture
def sections(town):
    return [Section.objects.create(key=key, name=name) for key, name in (("suidou", "上下水道課"), ("zei", "税務課"))]


def askers(sections) -> dict[str, Asker]:
    own, other = (frozenset({section.pk}) for section in sections)
    return {
        "resident": Asker("residents"),
        # Grades and sections are not a resident's: they must change nothing.
        "pretending resident": Asker("residents", section_ids=own, highest_grade=5),
        "own staff": Asker("staff", section_ids=own, highest_grade=2),
        "other staff": Asker("staff", section_ids=other, highest_grade=2),
        "staff without a section": Asker("staff", highest_grade=2),
    }


EVERYBODY = {"resident", "pretending resident", "own staff", "other staff", "staff without a section"}
STAFF = {"own staff", "other staff", "staff without a section"}

CASES = {
    "findable": ({}, EVERYBODY),
    "expired": ({"valid_until": date(2026, 11, 23)}, set()),
    "valid until today": ({"valid_until": TODAY}, EVERYBODY),
    "not yet valid": ({"valid_from": date(2026, 11, 25)}, set()),
    "valid from today": ({"valid_from": TODAY}, EVERYBODY),
    "not approved": ({"approved": False}, set()),
    "withdrawn": ({"withdrawn_at": NOW}, set()),
    "for staff": ({"audience": "staff"}, STAFF),
    "for staff of grade 2": ({"audience": "staff", "grade": 2}, STAFF),
    "for staff of grade 3": ({"audience": "staff", "grade": 3}, set()),
    "for its section": ({"audience": "section"}, {"own staff"}),
    "for its section, grade 3": ({"audience": "section", "grade": 3}, set()),
}


def who_finds(sections) -> set[str]:
    """Names of the askers to whom any path shows the canary."""
    return {name for name, asker in askers(sections).items() if shown(asker)}


def shown(asker: Asker) -> bool:
    texts: list[str] = []
    for words in (QUESTION, "浄化槽 補助", "カナリア", "トイレの設備にお金が出るか", ANSWER):
        texts += [found.text for found in find_passages(query=words, asker=asker, today=TODAY, limit=50)]
        texts += [row.found.text for row in explain(query=words, asker=asker, today=TODAY).rows]
        match = match_faq(question=words, asker=asker, today=TODAY)
        texts += [match.passage.text] if match else []
    return any("カナリア" in text for text in texts)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("kind", ["faq", "prose"])
def test_a_text_is_found_by_those_who_may_and_by_nobody_else(sections, case: str, kind: str) -> None:
    fields, expected = CASES[case]
    canary = build.document(title="浄化槽の案内", kind=kind, section=sections[0], **fields)
    fill = build.faq if kind == "faq" else build.passages
    fill(of=build.document(title="ごみの案内", kind=kind), **{"rows" if kind == "faq" else "texts": [ORDINARY]})
    fill(of=canary, **{"rows" if kind == "faq" else "texts": [(QUESTION, ANSWER)]})
    assert who_finds(sections) == expected


def test_a_former_version_is_not_found(sections) -> None:
    of = build.document(title="浄化槽の案内")
    former = build.passages(of=of, texts=[(QUESTION, ANSWER)])
    newer = Version.objects.create(document=of, number=2, file="none", sha256="2", size=1, content_type="text/markdown")
    of.current_version = newer
    of.save()
    build.passages(of=of, texts=[(QUESTION, "5人槽で400,000円です。")])
    Passage.objects.filter(pk__in=former).update(current=False)
    assert who_finds(sections) == set()
    unindex_passages(passage_ids=former)
    assert who_finds(sections) == set()
    assert "400,000" in find_passages(query=QUESTION, asker=Asker("residents"), today=TODAY)[0].text


def test_a_version_that_is_not_in_service_yet_is_not_found(sections) -> None:
    build.passages(of=build.document(title="浄化槽の案内"), texts=[(QUESTION, ANSWER)], current=False)
    assert who_finds(sections) == set()


def test_a_retired_or_expired_entry_of_a_findable_sheet_is_not_found(sections) -> None:
    of = build.document(title="よくある質問", kind="faq")
    build.faq(of=of, rows=[ORDINARY])
    retired, *_ = build.faq(of=of, rows=[(QUESTION, ANSWER)])
    assert who_finds(sections) == EVERYBODY
    FaqEntry.objects.filter(passages=retired).update(retired_at=NOW)
    assert who_finds(sections) == set()
    FaqEntry.objects.filter(passages=retired).update(retired_at=None)
    Passage.objects.filter(pk=retired).update(valid_until=date(2026, 11, 23))
    assert who_finds(sections) == set()


def test_filters_narrow_and_never_widen(sections) -> None:
    hidden = build.document(title="浄化槽の案内", audience="section", section=sections[0])
    build.passages(of=hidden, texts=[(QUESTION, ANSWER)])
    for filters in (
        SearchFilters(section_ids=frozenset({sections[0].pk})),
        SearchFilters(document_ids=frozenset({hidden.pk})),
        SearchFilters(kinds=frozenset({"prose"}), valid_on=TODAY),
    ):
        for name, asker in askers(sections).items():
            found = find_passages(query=QUESTION, asker=asker, today=TODAY, filters=filters)
            assert bool(found) == (name == "own staff"), (name, filters)


def test_another_town_finds_nothing_of_it(towns) -> None:
    from tenants.public import in_town

    with in_town(towns[0]):
        build.passages(of=build.document(), texts=[(QUESTION, ANSWER)])
    with in_town(towns[1]):
        assert find_passages(query=QUESTION, asker=Asker("residents"), today=TODAY) == ()
