"""Reading the log: filters, pages, sentences, rows for a spreadsheet."""

from datetime import timedelta

import pytest

from audit_log.entries import PAGE_LENGTH
from audit_log.public import RESIDENT, Actor, ActorKind, EntryFilters, Subject, csv_rows, entries, record
from tests.audit_log.audit_words import APPROVED, CLERK, LEAFLET, NOW, REFUSED

OTHER = Actor(ActorKind.PERSON, "8", "=江口 監査")


@pytest.fixture
def log(town):
    """Sixty entries, one a minute, of two people and two words."""
    for minute in range(60):
        at = NOW + timedelta(minutes=minute)
        actor, action = (CLERK, APPROVED) if minute % 3 else (OTHER, REFUSED)
        record(action=action, actor=actor, subject=LEAFLET, detail={"note": f"{minute}分"}, at=at)
    return town


def wanted(**fields: object) -> EntryFilters:
    return EntryFilters(since=fields.pop("since", NOW), **fields)


def test_the_newest_entries_come_first_by_pages(log, django_assert_num_queries):
    with django_assert_num_queries(2):
        page = entries(filters=wanted(), page=1)
    assert (page.total, page.pages, len(page.rows)) == (60, 2, PAGE_LENGTH)
    assert page.rows[0].at == NOW + timedelta(minutes=59)
    assert len(entries(filters=wanted(), page=2).rows) == 10


def test_a_page_beyond_the_last_is_the_last(log):
    assert entries(filters=wanted(), page=99).page == 2


@pytest.mark.parametrize(
    ("fields", "total"),
    [
        ({"since": NOW + timedelta(minutes=50)}, 10),
        ({"until": NOW + timedelta(minutes=10)}, 10),
        ({"actor_kind": ActorKind.PERSON, "actor_id": "8"}, 20),
        ({"action": "tests.document.approved"}, 40),
        ({"action": "tests"}, 60),
        ({"action": "knowledge"}, 0),
        ({"subject_kind": "knowledge.document", "subject_id": "12"}, 60),
        ({"subject_id": "13"}, 0),
    ],
)
def test_filters_narrow_the_log(log, fields, total):
    assert entries(filters=wanted(**fields)).total == total


def test_a_sentence_is_filled_with_names_and_details(log):
    row = entries(filters=wanted(action=APPROVED.code)).rows[0]
    assert row.sentence == "上野 職員が「ごみの出し方」を承認しました（59分）。"
    assert row.subject == LEAFLET


def test_a_sentence_copes_with_blanks_nobody_filled_and_with_the_nameless(town):
    record(action=APPROVED, actor=RESIDENT, subject=Subject("a.b", "5"), at=NOW)
    assert entries(filters=wanted()).rows[0].sentence == "住民が「5」を承認しました（—）。"


def test_braces_in_a_name_are_not_followed(town):
    record(action=APPROVED, actor=Actor(ActorKind.PERSON, "1", "{note.__class__}"), subject=LEAFLET, at=NOW)
    assert "{note.__class__}" in entries(filters=wanted()).rows[0].sentence


def test_rows_for_a_file_have_a_header_and_every_entry(log):
    header, *rows = csv_rows(filters=wanted())
    assert len(rows) == 60
    assert all(len(row) == len(header) for row in rows)
    assert rows[0][3] == "=江口 監査"
