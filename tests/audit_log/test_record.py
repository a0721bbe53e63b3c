"""Writing entries: the vocabulary, the chain, concurrent writers."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from audit_log.models import Entry
from audit_log.public import (
    Action,
    Circumstances,
    EntryFilters,
    UnknownAction,
    entries,
    record,
    record_many,
    under,
    verify,
)
from audit_log.seal import FIRST
from tenants.public import NoTown, in_no_town, in_public, in_town
from tests.audit_log.audit_words import APPROVED, CLERK, LEAFLET, NOW

THREADS, EACH = 8, 25


def write(**detail: object) -> int:
    return record(action=APPROVED, actor=CLERK, subject=LEAFLET, detail=detail, at=NOW)


def test_entries_are_numbered_and_each_carries_the_hash_of_the_one_before(town):
    before = Entry.objects.order_by("-id").first()
    first, second = write(note="一"), write(note="二")
    rows = {entry.id: entry for entry in Entry.objects.all()}
    assert first == (before.id if before else 0) + 1
    assert second == first + 1
    assert rows[first].previous_hash == (before.hash if before else FIRST)
    assert rows[second].previous_hash == rows[first].hash
    assert verify().whole


def test_many_entries_at_once_form_the_same_chain_in_three_queries(town, django_assert_num_queries):
    write(note="前")
    with django_assert_num_queries(5):  # and the savepoint
        numbers = record_many(action=APPROVED, actor=CLERK, deeds=[(LEAFLET, {"note": n}) for n in range(50)], at=NOW)
    assert list(numbers) == list(range(numbers[0], numbers[0] + 50))
    assert write(note="後") == numbers[-1] + 1
    assert record_many(action=APPROVED, actor=CLERK, deeds=[], at=NOW) == ()
    assert verify().whole


def test_a_word_that_no_app_declared_is_refused(town):
    stranger = Action(code="tests.document.shredded", label="", sentence="")
    with pytest.raises(UnknownAction):
        record(action=stranger, actor=CLERK, subject=None, at=NOW)


def test_a_naive_time_is_refused(town):
    with pytest.raises(ValueError, match="aware"):
        record(action=APPROVED, actor=CLERK, subject=None, at=datetime(2026, 1, 1))


def test_without_a_town_nothing_is_written(towns):
    with in_no_town(), pytest.raises((NoTown, DatabaseError)), transaction.atomic():
        write()


def test_the_operators_log_and_each_towns_log_are_chains_of_their_own(towns):
    for number, place in enumerate((in_town(towns[0]), in_town(towns[1]), in_public()), start=1):
        with place:
            before = verify().entries
            for _turn in range(number):
                write(note="ここだけ")
            assert verify().whole
            assert verify().entries == before + number


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        1e16,
        -0.0,
        0.1,
        Decimal("1.50"),
        2**70,
        True,
        None,
        "円\u0000\ud800€",
        "\u2028",
        [1, {"é": ["x"]}],
        {3, 1},
        NOW,
    ],
)
def test_a_detail_comes_back_as_it_was_sealed(town, value):
    write(value=value)
    assert verify().whole


def test_a_detail_that_is_no_plain_data_is_refused(town):
    with pytest.raises(TypeError):
        write(value=object())


def test_an_entry_carries_the_request_behind_it(town):
    with under(Circumstances(request_id="req-1", ip="203.0.113.9")):
        number = write()
    entry = Entry.objects.get(id=number)
    assert (entry.request_id, entry.ip) == ("req-1", "203.0.113.9")


def test_the_deed_and_its_record_fall_together(town):
    before = Entry.objects.count()

    def deed() -> None:
        with transaction.atomic():
            write()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        deed()
    assert Entry.objects.count() == before
    assert verify().whole


def test_eight_threads_write_one_unbroken_chain(committed_database):
    from tests.towns import test_town

    town = test_town(0)

    def work(_number: int) -> list[int]:
        try:
            with in_town(town):
                return [write(note=str(turn)) for turn in range(EACH)]
        finally:
            connection.close()

    with in_town(town):
        before = Entry.objects.count()
    with ThreadPoolExecutor(THREADS) as pool:
        numbers = [number for numbers in pool.map(work, range(THREADS)) for number in numbers]
    with in_town(town):
        verdict = verify()
        assert verdict.whole
        assert verdict.entries == before + THREADS * EACH
        assert sorted(numbers) == list(range(before + 1, before + THREADS * EACH + 1))
        assert entries(filters=EntryFilters(since=NOW - timedelta(days=1), action="tests")).total == THREADS * EACH
