"""Counting calls: once each, in every sum, unchangeable, under parallel writers."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from metering.models import Counter, DailyUsage
from metering.models import UsageEvent as UsageRow
from metering.public import Dimension, record_usage, usage_by, usage_total
from tenants.public import in_no_town, in_town
from tests.builders.usage import AT, usage_event

DAY = date(2026, 11, 23)
THREADS, EACH = 8, 15


def test_a_call_is_counted_for_town_and_section_by_month_and_year(town):
    assert record_usage(event=usage_event(section_id=3))
    counters = Counter.objects.order_by("scope", "period_kind").values_list(
        "scope", "period_kind", "first_day", "used_tokens"
    )
    assert list(counters) == [
        (0, "fiscal_year", date(2026, 4, 1), 1200),
        (0, "month", date(2026, 11, 1), 1200),
        (3, "fiscal_year", date(2026, 4, 1), 1200),
        (3, "month", date(2026, 11, 1), 1200),
    ]


def test_the_same_event_twice_is_counted_once(town):
    event = usage_event()
    assert record_usage(event=event)
    assert not record_usage(event=event)
    assert UsageRow.objects.count() == 1
    assert usage_total(since=DAY, until=DAY).calls == 1
    assert set(Counter.objects.values_list("calls", flat=True)) == {1}


def test_calls_of_one_day_are_rolled_up_by_dimension(town):
    record_usage(event=usage_event(section_id=3, person_id=7, feature="draft"))
    record_usage(event=usage_event(section_id=3, person_id=8, feature="draft", outcome="timeout", estimated=True))
    record_usage(event=usage_event())
    record_usage(event=usage_event())
    assert DailyUsage.objects.count() == 3
    by_section = {each.key: each for each in usage_by(dimension=Dimension.SECTION, since=DAY, until=DAY)}
    assert by_section[3].calls == 2
    assert by_section[3].failed_calls == 1
    assert by_section[3].estimated_calls == 1
    assert by_section[None].calls == 2
    assert by_section[None].cost_yen == Decimal("1.0")
    assert [each.key for each in usage_by(dimension=Dimension.FEATURE, since=DAY, until=DAY)] == [
        "draft",
        "resident_answer",
    ]


def test_a_report_holds_both_of_its_days_and_no_other(town):
    for day in (22, 23, 24, 25):
        record_usage(event=usage_event(at=AT.replace(day=day)))
    days = usage_by(dimension=Dimension.DAY, since=date(2026, 11, 23), until=date(2026, 11, 24))
    assert [each.key for each in days] == [date(2026, 11, 23), date(2026, 11, 24)]


def test_fractions_of_a_yen_add_up_exactly(town):
    for _turn in range(10):
        record_usage(event=usage_event(cost_yen=Decimal("0.1234565")))
    assert usage_total(since=DAY, until=DAY).cost_yen == Decimal("1.234560")


def test_a_naive_time_is_refused(town):
    with pytest.raises(ValueError, match="aware"):
        record_usage(event=usage_event(at=datetime(2026, 1, 1)))


def test_without_a_town_nothing_is_counted(towns):
    with in_no_town(), pytest.raises(DatabaseError), transaction.atomic():
        record_usage(event=usage_event())


def test_usage_of_one_town_is_not_seen_in_another(towns):
    with in_town(towns[0]):
        record_usage(event=usage_event())
    with in_town(towns[1]):
        assert usage_total(since=DAY, until=DAY).calls == 0


@pytest.mark.parametrize(
    "statement",
    ["UPDATE metering_usageevent SET cost_yen = 0", "DELETE FROM metering_usageevent", "TRUNCATE metering_usageevent"],
)
def test_the_database_refuses_to_change_an_event(town, statement):
    record_usage(event=usage_event())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)


def test_parallel_writers_lose_nothing_and_count_a_repeated_event_once(committed_database):
    from tests.towns import test_town

    town, shared = test_town(0), usage_event(section_id=1)

    def work(number: int) -> None:
        try:
            with in_town(town):
                record_usage(event=shared)
                for _turn in range(EACH):
                    record_usage(event=usage_event(section_id=number % 3 + 1, person_id=number))
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(work, range(THREADS)))
    with in_town(town):
        expected = THREADS * EACH + 1
        assert UsageRow.objects.count() == expected
        assert usage_total(since=DAY, until=DAY).calls == expected
        assert list(Counter.objects.filter(scope=0).values_list("calls", flat=True)) == [expected, expected]
        assert (
            sum(Counter.objects.filter(period_kind="month").exclude(scope=0).values_list("calls", flat=True))
            == expected
        )
