"""Hours as towns write them, counted over weekends, holidays and the turn of the year."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from tenants.keeping_hours.opening_hours import opening_hours
from tenants.keeping_hours.read_closed import read_closed
from tenants.keeping_hours.read_week import Span, read_week

TOKYO = ZoneInfo("Asia/Tokyo")
CLOSED = "土日・祝日・12月29日〜1月3日"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=TOKYO)


def hall(desk: str = "", closed: str = CLOSED):
    return opening_hours(desk=desk, town="8:30-17:15", closed=closed)


@pytest.mark.parametrize(
    ("text", "day", "spans"),
    [
        ("8:30-17:15", 0, [("8:30", "17:15")]),
        ("８：３０〜１７：１５", 4, [("8:30", "17:15")]),
        ("平日8時30分から17時15分", 4, [("8:30", "17:15")]),
        ("8:30-17:15（木曜日は19:00まで）", 3, [("8:30", "19:00")]),
        ("8:30-17:15（木曜日は19:00まで）", 2, [("8:30", "17:15")]),
        ("8:30-17:15（毎週火曜日は19:00まで）", 1, [("8:30", "19:00")]),
        ("受付 8:30-11:30、14:00-16:30（水曜日午後・土日祝は休診）", 1, [("8:30", "11:30"), ("14:00", "16:30")]),
        ("受付 8:30-11:30、14:00-16:30（水曜日午後・土日祝は休診）", 2, [("8:30", "11:30")]),
        ("8:30-17:15（警報発表時は24時間）", 0, [("8:30", "17:15")]),
        ("9:00-17:00（月曜日は休館）", 0, []),
    ],
)
def test_hours_are_read_by_weekday(text, day, spans):
    week = read_week(text=text)
    assert week is not None
    assert list(week[day]) == [Span(clock(a), clock(b)) for a, b in spans]


def clock(text: str) -> time:
    hour, minute = text.split(":")
    return time(int(hour), int(minute))


@pytest.mark.parametrize("text", ["", "お問い合わせください", "25:00-26:00", "17:00-8:00"])
def test_what_names_no_hours_is_not_read(text):
    assert read_week(text=text) is None


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2026-11-28", "土曜日"),
        ("2026-11-23", "勤労感謝の日"),
        ("2026-12-28", ""),
        ("2026-12-29", "閉庁日"),
        ("2027-01-01", "閉庁日"),
        ("2027-01-03", "閉庁日"),
        ("2027-01-04", ""),
        ("2026-05-06", "振替休日"),
    ],
)
def test_days_on_which_nobody_is_there(day, why):
    assert read_closed(text=CLOSED).why(day=date.fromisoformat(day)) == why


def test_closed_days_of_one_year_and_of_other_weekdays():
    closed = read_closed(text="月曜日・祝日・2026年8月13日〜15日・3月31日・年末年始")
    days = ("2026-08-14", "2027-08-16", "2027-03-31", "2026-08-10", "2026-12-31", "2026-11-28")
    assert [bool(closed.why(day=date.fromisoformat(day))) for day in days] == [True, True, True, True, True, False]
    assert closed.why(day=date(2027, 8, 14)) == ""


def test_nothing_written_means_weekends_and_holidays():
    assert [bool(read_closed(text="").why(day=date(2026, 11, n))) for n in (20, 21, 22, 23, 24)] == [
        False, True, True, True, False,
    ]  # fmt: skip


def test_open_time_is_counted_over_closed_days():
    hours = hall()
    assert hours.after(at=at("2026-11-27 16:15"), minutes=120) == at("2026-11-30 09:30")
    assert hours.after(at=at("2026-11-27 10:00"), minutes=120) == at("2026-11-27 12:00")
    assert hours.after(at=at("2026-12-28 17:00"), minutes=30) == at("2027-01-04 08:45")


def test_next_opening():
    hours = hall()
    assert hours.next_opening(at=at("2026-11-27 09:00")) == at("2026-11-27 09:00")
    assert hours.next_opening(at=at("2026-11-27 17:15")) == at("2026-11-30 08:30")
    assert not hours.is_open(at=at("2026-11-27 17:15"))
    assert hours.is_open(at=at("2026-11-27 17:14"))


def test_a_hall_that_never_opens_promises_nothing():
    hours = hall(closed="1月1日〜12月31日")
    assert hours.next_opening(at=at("2026-11-27 09:00")) is None
    assert hours.after(at=at("2026-11-27 09:00"), minutes=5) is None
