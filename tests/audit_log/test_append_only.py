"""The database refuses what would change the log; only an announced purge deletes."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from audit_log.models import Entry
from audit_log.public import SYSTEM, Fault, RetentionTooShort, purge, record, verify
from audit_log.seal import seal_of
from tests.audit_log.audit_words import APPROVED, CLERK, LEAFLET, NOW

YEAR = timedelta(days=366)


@pytest.fixture
def log(town):
    """A town whose log has six old and three young entries of the tests behind what opening the town wrote."""
    with connection.cursor() as cursor:
        _without_triggers(cursor, "TRUNCATE audit_log_entry")
    for days in (900, 800, 700, 600, 500, 400, 30, 20, 10):
        record(action=APPROVED, actor=CLERK, subject=LEAFLET, detail={"note": str(days)}, at=NOW - timedelta(days=days))
    return town


def _without_triggers(cursor, statement, values=None):
    cursor.execute("ALTER TABLE audit_log_entry DISABLE TRIGGER USER")
    cursor.execute(statement, values)
    cursor.execute("ALTER TABLE audit_log_entry ENABLE TRIGGER USER")


def tamper(statement, values=None):
    with connection.cursor() as cursor:
        _without_triggers(cursor, statement, values)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_log_entry SET actor_label = 'だれか' WHERE id = 3",
        "DELETE FROM audit_log_entry WHERE id = 9",
        "TRUNCATE audit_log_entry",
        "DO $$ BEGIN DELETE FROM audit_log_entry; END $$",
        "SELECT audit_log_purge(3)",
        "INSERT INTO audit_log_entry SELECT 11, at, actor_kind, actor_id, actor_label, action, subject_kind,"
        " subject_id, subject_label, detail, request_id, ip, 'x', 'y' FROM audit_log_entry WHERE id = 1",
    ],
)
def test_the_database_refuses(log, statement):
    with pytest.raises(DatabaseError, match="audit_log"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert verify().entries == 9
    assert verify().whole


def test_a_forged_announcement_does_not_open_the_purge(log):
    last = Entry.objects.order_by("-id").first()
    forged = Entry(
        id=last.id + 1, at=NOW, actor_kind="system", action="audit_log.entries.purged", previous_hash=last.hash,
        detail={"through_id": 8, "through_hash": Entry.objects.get(id=8).hash},
    )  # fmt: skip
    forged.hash = seal_of(entry=forged)
    forged.save(force_insert=True)
    with pytest.raises(DatabaseError, match="younger than a year"), transaction.atomic():
        connection.cursor().execute("SELECT audit_log_purge(8)")


@pytest.mark.parametrize(
    ("statement", "fault", "broken"),
    [
        ("UPDATE audit_log_entry SET actor_label = 'だれか' WHERE id = 3", Fault.CHANGED, 3),
        ("UPDATE audit_log_entry SET at = at + interval '1 second' WHERE id = 4", Fault.CHANGED, 4),
        ("UPDATE audit_log_entry SET detail = '{}' WHERE id = 9", Fault.CHANGED, 9),
        ("DELETE FROM audit_log_entry WHERE id = 5", Fault.GAP, 6),
        ("DELETE FROM audit_log_entry WHERE id <= 2", Fault.BEGINNING, 3),
    ],
)
def test_verify_names_the_first_broken_entry(log, statement, fault, broken):
    tamper(statement)
    verdict = verify()
    assert (verdict.fault, verdict.broken_entry) == (fault, broken)


def test_an_entry_that_was_sealed_anew_no_longer_fits_its_follower(log):
    entry = Entry.objects.get(id=4)
    entry.actor_label = "だれか"
    tamper(
        "UPDATE audit_log_entry SET actor_label = %s, hash = %s WHERE id = 4", [entry.actor_label, seal_of(entry=entry)]
    )
    verdict = verify()
    assert (verdict.fault, verdict.broken_entry) == (Fault.UNCHAINED, 5)


def test_a_head_noted_down_earlier_shows_that_the_end_was_cut_off(log):
    noted = verify().head
    assert verify(noted_head=noted).whole
    tamper("DELETE FROM audit_log_entry WHERE id = 9")
    assert verify().whole
    assert verify(noted_head=noted).fault is Fault.HEAD


def test_a_purge_deletes_the_old_and_the_rest_stays_verifiable(log):
    assert purge(before=NOW - YEAR, actor=SYSTEM, at=NOW) == 6
    verdict = verify()
    assert verdict.whole
    assert (verdict.first_entry, verdict.last_entry, verdict.entries) == (7, 10, 4)


def test_a_purge_of_a_purge_stays_verifiable(log):
    purge(before=NOW - timedelta(days=550), actor=SYSTEM, at=NOW)
    later = NOW + timedelta(days=700)
    record(action=APPROVED, actor=CLERK, subject=None, at=later)
    purge(before=later - YEAR, actor=SYSTEM, at=later)
    verdict = verify()
    assert verdict.whole
    assert verdict.first_entry == 11


def test_a_purge_without_anything_old_leaves_no_trace(log):
    assert purge(before=NOW - timedelta(days=2000), actor=SYSTEM, at=NOW) == 0
    assert verify().entries == 9


def test_a_purge_within_a_year_is_refused(log):
    with pytest.raises(RetentionTooShort):
        purge(before=NOW - timedelta(days=300), actor=SYSTEM, at=NOW)


def test_a_beginning_that_a_purge_left_may_not_lose_one_more_entry(log):
    purge(before=NOW - YEAR, actor=SYSTEM, at=NOW)
    tamper("DELETE FROM audit_log_entry WHERE id = 7")
    assert verify().fault is Fault.BEGINNING
