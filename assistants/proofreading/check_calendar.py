"""Dates that cannot be: days that a month does not have, weekdays of another day, eras that are another year."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Final

from assistants.proofreading.finding import Finding, finding
from assistants.proofreading.reading import Reading
from assistants.proofreading.rule import Profile, rule_of

_BEFORE_FIRST: Final = {"令和": 2018, "平成": 1988, "昭和": 1925}
_WEEKDAYS: Final = "月火水木金土日"
_DATE: Final = re.compile(
    r"(?:(?P<era>令和|平成|昭和)?(?P<year>元|[0-9０-９]{1,4})年(?:[（(](?P<other>[^）)]{1,9})[）)])?\s*)?"
    r"(?<![0-9０-９])(?P<month>[0-9０-９]{1,2})月(?P<day>[0-9０-９]{1,2})日(?!間|目)"
    r"(?:\s*[（(](?P<weekday>[月火水木金土日])(?:曜日?|[・･]祝)?[）)])?"
)
_TWO_YEARS: Final = re.compile(
    r"(?:(?P<era>令和|平成|昭和)(?P<year>元|[0-9０-９]{1,2})年(?:度)?[（(](?P<west>[0-9０-９]{4})年(?:度)?[）)])"
    r"|(?:(?P<west2>[0-9０-９]{4})年(?:度)?[（(](?P<era2>令和|平成|昭和)(?P<year2>元|[0-9０-９]{1,2})年(?:度)?[）)])"
)
_FIRST_WEST: Final = 1868
_LEAP: Final = 2000  # a year in which each month has all its days


def check_calendar(*, reading: Reading, profile: Profile) -> Iterator[Finding]:
    """Findings of dates; nothing is said of a date whose year is not written, save that its month has no such day."""
    rule = rule_of("calendar")
    if profile not in rule.profiles:
        return
    for match in _DATE.finditer(reading.text):
        if wrong := _wrong_in(match):
            start, end, suggestion = wrong
            yield finding(rule=rule, text=reading.text, start=start, end=end, suggestion=suggestion, safe=False)
    for match in _TWO_YEARS.finditer(reading.text):
        era, year = match["era"] or match["era2"], match["year"] or match["year2"]
        if _year(era, year) != _number(match["west"] or match["west2"]):
            yield finding(rule=rule, text=reading.text, start=match.start(), end=match.end(), suggestion=None)


def _wrong_in(match: re.Match[str]) -> tuple[int, int, str | None] | None:
    """What is wrong with a date: where, and the right weekday if that is it."""
    found = [_compared(match, year) for year in _years(match)]
    return found[0] if all(found) else None


def _years(match: re.Match[str]) -> list[int | None]:
    """The years a date can mean: a short one without its era is 令和 or 平成."""
    if not match["year"]:
        return [None]
    year = _year(match["era"], match["year"])
    if match["era"] or year >= _FIRST_WEST:
        return [year]
    return [year + _BEFORE_FIRST["令和"], year + _BEFORE_FIRST["平成"]]


def _compared(match: re.Match[str], year: int | None) -> tuple[int, int, str | None] | None:
    try:
        day = date(year or _LEAP, _number(match["month"]), _number(match["day"]))
    except ValueError:
        return match.start("month"), match.end("day") + 1, None
    if year is None or not match["weekday"]:
        return None
    right = _WEEKDAYS[day.weekday()]
    return None if right == match["weekday"] else (match.start("weekday"), match.end("weekday"), right)


def _year(era: str | None, year: str) -> int:
    number = 1 if year == "元" else _number(year)
    return number + _BEFORE_FIRST[era] if era else number


def _number(digits: str) -> int:
    return int(unicodedata.normalize("NFKC", digits))
