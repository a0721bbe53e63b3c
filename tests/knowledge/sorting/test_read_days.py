"""Collection days as towns write them, over months' ends, holidays and leap years."""

from datetime import date, timedelta

import pytest

from knowledge.sorting.read_days import DaysUnreadable, read_days
from knowledge.sorting.rules import Exceptional, Rule, RulePart, collection_days

APRIL = date(2026, 4, 1)


def days(text: str, first: date, last: date, *exceptions: Exceptional) -> list[str]:
    rule = Rule(1, 1, read_days(text=text, first=APRIL))
    return [f"{day:%m-%d}" for day in collection_days(rule=rule, exceptions=exceptions, first=first, last=last)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("毎週月・木曜日", ["12-03", "12-07", "12-10", "12-14", "12-17", "12-21", "12-24", "12-28", "12-31"]),
        ("第1・第3火曜日", ["12-01", "12-15"]),
        ("第1・3火曜日", ["12-01", "12-15"]),
        ("第１火曜・第４金曜", ["12-01", "12-25"]),
        ("水2 水4", ["12-09", "12-23"]),
        ("月 木", ["12-03", "12-07", "12-10", "12-14", "12-17", "12-21", "12-24", "12-28", "12-31"]),
        ("第1月曜日", ["12-07"]),
        ("第2・第4月曜日", ["12-14", "12-28"]),
        ("第1・3月曜日", ["12-07", "12-21"]),
        ("第1・3月・木曜日", ["12-03", "12-07", "12-17", "12-21"]),
        ("12月の第1月曜日", ["12-07"]),
        ("最終金曜日", ["12-25"]),
        ("偶数月の第2木曜日", ["12-10"]),
        ("5月と11月の第4水曜日", []),
        ("4月〜11月 毎週火・金曜日、12月〜3月 毎週金曜日のみ", ["12-04", "12-11", "12-18", "12-25"]),
        ("隔週水曜日（12月2日から）", ["12-02", "12-16", "12-30"]),
        ("12/5、12月19日", ["12-05", "12-19"]),
        ("2026-12-05", ["12-05"]),
    ],
)
def test_a_december(text: str, expected: list[str]) -> None:
    assert days(text, date(2026, 12, 1), date(2026, 12, 31)) == expected


def test_the_fifth_week_and_the_leap_day() -> None:
    assert days("第5火曜日", date(2028, 2, 1), date(2028, 2, 29)) == ["02-29"]
    assert days("第5月曜日", date(2026, 2, 1), date(2026, 2, 28)) == []


def test_holidays_off() -> None:
    assert days("毎週月曜日（祝日は休み）", date(2026, 11, 20), date(2026, 11, 30)) == ["11-30"]  # 23 November
    assert days("毎週月曜日", date(2026, 11, 20), date(2026, 11, 30)) == ["11-23", "11-30"]


def test_dates_without_a_year_belong_to_the_calendar() -> None:
    assert read_days(text="1月9日", first=APRIL)[0].dates == (date(2027, 1, 9),)


def test_closed_days_and_extra_days() -> None:
    closed = Exceptional("closed", date(2026, 12, 31), date(2027, 1, 3))
    extra = Exceptional("extra", date(2026, 12, 30), date(2026, 12, 30), district=1, category=1)
    elsewhere = Exceptional("extra", date(2026, 12, 29), date(2026, 12, 29), district=2)
    assert days("毎週木曜日", date(2026, 12, 24), date(2027, 1, 7), closed, extra, elsewhere) == [
        "12-24",
        "12-30",
        "01-07",
    ]


@pytest.mark.parametrize(
    "text", ["", "よくわからない", "2月30日", "火曜日（第5火曜日を除く）", "隔週水曜日", "13月の第1火曜日"]
)
def test_what_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(DaysUnreadable):
        read_days(text=text, first=APRIL)


@pytest.mark.parametrize("text", ["申込制（電話0999-30-1653）", "4月〜11月 第3水曜日（申込制）"])
def test_by_application(text: str) -> None:
    assert all(part.booked for part in read_days(text=text, first=APRIL))


def test_a_part_survives_storing() -> None:
    for text in ("4月〜11月 第3水曜日（申込制）", "隔週水曜日（4月8日から）", "4月11日、4月25日"):
        for part in read_days(text=text, first=APRIL):
            assert RulePart.from_plain(part.plain()) == part


def test_every_week_is_every_seventh_day() -> None:
    found = [date(2026, 4, 1) + timedelta(days=n) for n in range(730)]
    part = read_days(text="毎週水曜日", first=APRIL)[0]
    assert [day for day in found if part.falls_on(day=day)] == found[::7]
