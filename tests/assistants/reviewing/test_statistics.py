"""Tallies and figures: counted once, equal to counting the turns, cheap, standing when the turns are gone."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from assistants.models import Conversation, DayTally, Feedback, Handover
from assistants.reviewing.statistics import Period, figures
from assistants.reviewing.tally import tally_days
from tenants.models import Section
from tests.builders.handovers import conversation, handover, turn

TOKYO = ZoneInfo("Asia/Tokyo")
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=TOKYO)
PERIOD = Period(date(2026, 11, 11), date(2026, 11, 20))


def at(day: int, hour: int = 10) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=TOKYO)


@pytest.fixture
def month(people) -> Section:
    desk = Section.objects.get(key="juumin")
    held = conversation(at=at(5))
    for day, hour, outcome in ((12, 9, "answered"), (12, 23, "not_found"), (13, 0, "quoted"), (20, 10, "answered")):
        made = turn(of=held, at=at(day, hour), outcome=outcome, section_id=desk.pk)
        Feedback.objects.create(turn=made, kind="helpful" if outcome == "answered" else "not_helpful", at=made.at)
    turn(of=held, at=at(5), outcome="too_long")
    turn(of=conversation(channel="staff", at=at(12)), at=at(12))
    return desk


def test_a_period_of_ten_days_is_compared_with_the_ten_days_before():
    assert PERIOD.before == Period(date(2026, 11, 1), date(2026, 11, 10))


@pytest.mark.parametrize("tallied", [False, True])
def test_the_figures_are_the_same_with_and_without_tallies(month, tallied):
    if tallied:
        assert tally_days(now=NOW) == 15
    now, then = figures(period=PERIOD, section_ids=None)
    assert (now.turns, then.turns) == (4, 1)
    assert now.self_service == pytest.approx(3 / 4)
    assert now.unanswered == pytest.approx(1 / 4)
    assert now.satisfaction == pytest.approx(2 / 4)
    assert now.hours[23] == now.hours[0] == 1
    assert now.days[date(2026, 11, 13)] == 1
    assert now.weekdays[3] == 2
    assert then.self_service is None
    assert figures(period=PERIOD, section_ids=frozenset())[0].turns == 0


def test_counting_again_changes_nothing_and_purged_days_stay(month):
    for _twice in range(2):
        tally_days(now=NOW)
    before = list(DayTally.objects.values_list("day", "section_id", "counts"))
    Conversation.objects.all().delete()
    turn(of=conversation(at=at(19)), at=at(19))
    tally_days(now=NOW + timedelta(days=1))
    kept = list(DayTally.objects.exclude(day=date(2026, 11, 19)).values_list("day", "section_id", "counts"))
    assert [row for row in kept if row[0] < date(2026, 11, 19)] == before


def test_handovers_are_timed(people):
    row = handover(now=at(16, 10))
    Handover.objects.filter(pk=row.pk).update(first_answered_at=at(16, 12), state="answered")
    handover(now=at(17, 10))
    found = figures(period=PERIOD, section_ids=None)[0].handed_over
    assert (found.asked, found.answered, found.in_time, found.open) == (2, 1, 1, 1)
    assert found.median_minutes == 120


def test_the_page_costs_a_fixed_number_of_queries(month, people, town, django_assert_max_num_queries):
    tally_days(now=NOW)
    client = Client(HTTP_HOST=town.host)
    client.force_login(people.admin)
    url = "/conversations/statistics/?since=2026-11-11&until=2026-11-20"
    page = client.get(url).content.decode()
    assert "75.0%" in page
    assert page.count("data:image/svg+xml") == 5
    with django_assert_max_num_queries(20):
        client.get(url)


def test_an_empty_period_says_so(people, town):
    client = Client(HTTP_HOST=town.host)
    client.force_login(people.head)
    assert "この期間には質問がありません" in client.get("/conversations/statistics/").content.decode()


def test_today_is_counted_as_it_is(people):
    turn(of=conversation(), at=timezone.now())
    today = timezone.localdate()
    assert figures(period=Period(today, today), section_ids=None)[0].turns == 1
