"""Dates in eras and back, times, relative times."""

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from web.dates import (
    ERAS,
    NotADate,
    clock,
    era_year,
    from_wareki,
    long_date,
    relative,
    short_date,
    spoken_moment,
    spoken_time,
    wareki,
    weekday,
)

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)  # noon in Tokyo


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 11, 23), "令和8年11月23日"),
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(1989, 1, 8), "平成元年1月8日"),
        (date(1989, 1, 7), "昭和64年1月7日"),
        (date(1926, 12, 25), "昭和元年12月25日"),
        (date(1926, 12, 24), "大正15年12月24日"),
        (date(1912, 7, 30), "大正元年7月30日"),
        (date(1912, 7, 29), "明治45年7月29日"),
        (date(1873, 1, 1), "明治6年1月1日"),
    ],
)
def test_a_day_at_the_border_of_an_era_is_written_and_read_back(day, written):
    assert wareki(day=day) == written
    assert from_wareki(text=written) == day


@given(st.dates(min_value=date(1873, 1, 1), max_value=date(2117, 12, 31)))
def test_every_day_survives_writing_and_reading(day):
    assert from_wareki(text=wareki(day=day)) == day


def test_eras_follow_each_other_without_a_gap():
    for later, earlier in itertools.pairwise(ERAS):
        assert earlier.last == later.first - timedelta(days=1)


@pytest.mark.parametrize(
    "text", ["R8.11.23", "r8/11/23", "Ｒ８．１１．２３", "令和８年１１月２３日", " 令和 8年 11月 23日 "]
)
def test_short_and_wide_forms_are_read(text):
    assert from_wareki(text=text) == date(2026, 11, 23)


@pytest.mark.parametrize(
    "text", ["平成31年5月1日", "令和元年4月30日", "昭和0年1月1日", "令和8年2月30日", "明治5年1月1日"]
)
def test_a_day_its_era_does_not_have_is_refused(text):
    with pytest.raises(NotADate):
        from_wareki(text=text)


@pytest.mark.parametrize("text", ["", "2026年11月23日", "令和8年", "慶応3年1月1日", "令和8年11月23日まで"])
def test_other_text_is_refused(text):
    with pytest.raises(NotADate):
        from_wareki(text=text)


def test_before_the_gregorian_calendar_the_western_year_is_written():
    assert wareki(day=date(1872, 12, 31)) == "1872年12月31日"
    with pytest.raises(NotADate):
        era_year(day=date(1872, 12, 31))


def test_long_dates_name_the_weekday_in_the_language_of_the_page():
    assert long_date(day=date(2026, 11, 23)) == "令和8年11月23日（月）"
    assert long_date(day=date(2026, 11, 23), in_era=False) == "2026年11月23日（月）"
    with translation.override("en"):
        assert long_date(day=date(2026, 11, 23)) == "Monday 23 November 2026"


def test_short_dates_and_moments_are_written_in_the_language_of_the_page():
    day, at = date(2026, 11, 23), datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
    assert (short_date(day=day), weekday(day=day)) == ("11月23日（月）", "月")
    assert spoken_moment(at=at, with_year=False) == "11月23日（月）午前9時"
    assert spoken_moment(at=at, with_year=True) == "令和8年11月23日（月）午前9時"
    with translation.override("en"):
        assert (short_date(day=day), weekday(day=day)) == ("Monday 23 November", "Mon")
        assert spoken_moment(at=at, with_year=False) == "Monday 23 November, 09:00"


@pytest.mark.parametrize(
    ("hour", "minute", "written"),
    [
        (0, 0, "午前0時"),
        (9, 0, "午前9時"),
        (9, 5, "午前9時5分"),
        (12, 0, "正午"),
        (12, 30, "午後0時30分"),
        (17, 15, "午後5時15分"),
    ],
)
def test_times_are_spoken_in_the_offices_zone(hour, minute, written):
    moment = datetime(2026, 11, 23, hour, minute) - timedelta(hours=9)
    assert spoken_time(at=moment.replace(tzinfo=UTC)) == written


def test_the_clock_has_no_leading_zero_for_hours():
    assert clock(at=datetime(2026, 11, 23, 0, 5, tzinfo=UTC)) == "9:05"


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (timedelta(seconds=20), "たった今"),
        (timedelta(minutes=5), "5分前"),
        (timedelta(hours=3), "3時間前"),
        (timedelta(hours=11), "11時間前"),
        (timedelta(hours=13), "昨日 23:00"),
        (timedelta(days=3), "3日前"),
        (timedelta(days=30), "2026年10月24日（土）"),
        (timedelta(minutes=-5), "5分後"),
        (timedelta(days=-1), "明日 12:00"),
    ],
)
def test_relative_times_read_like_speech(gap, words):
    assert relative(at=NOW - gap, now=NOW) == words
