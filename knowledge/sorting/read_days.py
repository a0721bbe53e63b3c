"""Reads collection days as towns write them: 「毎週月・木曜日」「第1・3火曜日」「偶数月の第2木曜日」「水2 水4」."""

import re
import unicodedata
from datetime import date
from typing import Final

from knowledge.sorting.rules import EVERY_WEEK, LAST_WEEK, RulePart

WEEKDAYS: Final = "月火水木金土日"
_EVEN: Final = tuple(range(2, 13, 2))
_ODD: Final = tuple(range(1, 13, 2))
_MONTHS_A_YEAR: Final = 12
_KANJI: Final = str.maketrans("一二三四五", "12345")
_BOOKED: Final = re.compile(r"申し?込|予約|電話で受")
_NO_DAYS: Final = re.compile(r"回収ボックス|拠点|持ち?込|随時|店頭|なし$|収集しない|収集なし")
_HOLIDAYS_OFF: Final = re.compile(r"祝日?(?:は|を)?(?:休み|除く|収集しません|お休み)")
_BUT: Final = re.compile(
    r"(?<!祝)(?<!祝日)(?<!祝日は)(?<!祝日を)除"
)  # 「第5火曜日を除く」: better refused than misread
_IN_BRACKETS: Final = re.compile(r"[(（][^()（）]*[)）]")
_SEASONS: Final = re.compile(r"[、,;/\n](?=\s*(?:\d{1,2}月(?!\d*日)|毎週|隔週|偶数月|奇数月))")
_FROM_TO: Final = re.compile(r"(\d{1,2})月\s*(?:から|[~〜～\-－―])\s*(\d{1,2})月(?:まで)?")
_MONTHS: Final = re.compile(  # not the 1月 of 「第1月曜日」
    r"(?<![第\d・])(?<!第\s)((?:\d{1,2}月?\s*[・、,と]\s*)*\d{1,2}月)(?!曜|\s*\d{1,2}日)"
)
_ISO: Final = re.compile(r"(?<!\d)((?:19|20)\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?![\d-])")
_DATE: Final = re.compile(r"(?<!\d)(\d{1,2})(?:/|月)(\d{1,2})日?(?!\d)")
_SHORT: Final = re.compile(rf"([{WEEKDAYS}])([1-5])(?!\d)")
_LIST: Final = r"\s*[・,、と/\s]\s*"
_WEEKS: Final = rf"(?:第\s*)?[1-5](?:{_LIST}(?:第\s*)?[1-5])*|最終|最後の?|毎週|隔週"
_DAYS: Final = rf"[{WEEKDAYS}](?:曜日?)?(?:{_LIST}[{WEEKDAYS}](?:曜日?)?(?![1-5]))*"
_NAMED: Final = re.compile(rf"(?:({_WEEKS})\s*(?:の)?\s*)?({_DAYS})")


class DaysUnreadable(ValueError):
    """The text names no day, no date and no way of applying; it is the argument."""


def read_days(*, text: str, first: date | None = None) -> tuple[RulePart, ...]:
    """What a cell with collection days means, one part a season. Raises DaysUnreadable.

    `first`: the first day of the calendar; dates without a year belong to the twelve months from there.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_KANJI).strip()
    if not plain or _BUT.search(plain):
        raise DaysUnreadable(text)
    parts = tuple(_part(season, first) for season in _SEASONS.split(plain) if season.strip())
    if not parts or not all(part.has_days or part.booked or _NO_DAYS.search(plain) for part in parts):
        raise DaysUnreadable(text)
    return parts


def _part(text: str, first: date | None) -> RulePart:
    booked, off = bool(_BOOKED.search(text)), bool(_HOLIDAYS_OFF.search(text))
    since = _since(text, first)
    plain = _IN_BRACKETS.sub(" ", text)
    dates, plain = _dates(plain, first)
    months, plain = _months(plain)
    every = 2 if "隔週" in plain else 1
    if every > 1 and since is None:
        since = dates[0] if dates else None
    if every > 1:
        dates = ()
        if since is None:
            raise DaysUnreadable(text)
    return RulePart(_slots(plain), months, dates, every, since, booked, off)


def _slots(text: str) -> tuple[tuple[int, int], ...]:
    short = [(int(week), WEEKDAYS.index(day)) for day, week in _SHORT.findall(text)]
    plain = re.sub(r"祝日?|休日|毎月|祭日|当日|前日", " ", _SHORT.sub(" ", text))
    named = [
        (week, WEEKDAYS.index(day))
        for weeks, days in _NAMED.findall(plain)
        for week in _weeks(weeks)
        for day in re.sub(r"曜日?", "", days)
        if day in WEEKDAYS
    ]
    return tuple(dict.fromkeys([*short, *named]))


def _weeks(text: str) -> list[int]:
    if text.startswith("最"):
        return [LAST_WEEK]
    return [int(found) for found in re.findall(r"[1-5]", text)] or [EVERY_WEEK]


def _months(text: str) -> tuple[tuple[int, ...], str]:
    if "偶数月" in text:
        return _EVEN, text.replace("偶数月", " ")
    if "奇数月" in text:
        return _ODD, text.replace("奇数月", " ")
    spans = [_span(int(begin), int(end)) for begin, end in _FROM_TO.findall(text)]
    plain = _FROM_TO.sub(" ", text)
    single = [int(month) for found in _MONTHS.findall(plain) for month in re.findall(r"\d{1,2}", found)]
    months = [month for span in spans for month in span] + single
    if any(not 1 <= month <= _MONTHS_A_YEAR for month in months):
        raise DaysUnreadable(text)
    return tuple(sorted(set(months))), _MONTHS.sub(" ", plain)


def _span(begin: int, end: int) -> list[int]:
    if begin <= end:
        return list(range(begin, end + 1))
    return [*range(begin, _MONTHS_A_YEAR + 1), *range(1, end + 1)]


def _since(text: str, first: date | None) -> date | None:
    """The day in brackets from which every other week is counted: 「隔週水曜日（4月8日から）」."""
    for found in _IN_BRACKETS.findall(text):
        dates, _rest = _dates(found, first)
        if dates:
            return dates[0]
    return None


def _dates(text: str, first: date | None) -> tuple[tuple[date, ...], str]:
    found = [(int(year), int(month), int(day)) for year, month, day in _ISO.findall(text)]
    plain = _ISO.sub(" ", text)
    if first:
        short = [(int(month), int(day)) for month, day in _DATE.findall(plain)]
        found += [(first.year + ((month, day) < (first.month, first.day)), month, day) for month, day in short]
        plain = _DATE.sub(" ", plain)
    try:
        return tuple(sorted({date(*each) for each in found})), plain
    except ValueError as wrong:
        raise DaysUnreadable(text) from wrong
