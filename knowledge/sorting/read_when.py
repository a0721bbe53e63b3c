"""Reads the day or week that a question names: 明日, 今週, 来週の火曜日, 12月31日."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from knowledge.sorting.read_days import WEEKDAYS
from knowledge.sorting.rules import monday

_DAYS: Final = (
    ("しあさって", 3), ("明々後日", 3), ("明後日", 2), ("あさって", 2), ("明日", 1), ("あした", 1), ("あす", 1),
    ("今日", 0), ("本日", 0), ("きょう", 0), ("今朝", 0), ("昨日", -1), ("きのう", -1),
)  # fmt: skip
_WEEKS: Final = (("再来週", 2), ("さらいしゅう", 2), ("来週", 1), ("らいしゅう", 1), ("今週", 0), ("こんしゅう", 0))
_MONTHS: Final = (("再来月", 2), ("来月", 1), ("今月", 0))
_NAMED_DAYS: Final = (("元旦", (1, 1)), ("元日", (1, 1)), ("大晦日", (12, 31)), ("大みそか", (12, 31)))
_WEEKDAY: Final = rf"([{WEEKDAYS}])曜"
_FULL: Final = re.compile(r"(?<!\d)(?:(\d{4})年)?(\d{1,2})[月/](\d{1,2})日?(?!\d)")
_DAY: Final = re.compile(r"(?<![\d月/第])(\d{1,2})日(?!\d|以内|間|前)")
_MONTH: Final = re.compile(r"(?<!\d)(\d{1,2})月(?!\d|曜)")
_FAR_BACK: Final = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class When:
    """Days from `first` to `last`; `said` is how the question names them."""

    first: date
    last: date
    said: str

    @property
    def is_one_day(self) -> bool:
        """A single day rather than a week or month."""
        return self.first == self.last


def read_when(*, text: str, today: date) -> When | None:
    """The day, week or month named in a question, seen from `today`; None when it names none or no such day exists."""
    plain = unicodedata.normalize("NFKC", text)
    return _dated(plain, today) or _spoken(plain, today)


def _dated(plain: str, today: date) -> When | None:
    full = _FULL.search(plain)
    if full:
        year = int(full[1]) if full[1] else today.year
        day = _date(year, int(full[2]), int(full[3]))
        if day and not full[1] and day < today - _FAR_BACK:
            day = _date(year + 1, day.month, day.day)
        return When(day, day, full[0]) if day else None
    for word, (month, number) in _NAMED_DAYS:
        if word in plain:
            day = date(today.year, month, number)
            day = day if day >= today else date(today.year + 1, month, number)
            return When(day, day, word)
    found = _DAY.search(plain)
    if found:
        day = _date(today.year, today.month, int(found[1]))
        if day is None or day < today:
            later = _first_of(today, 1)
            day = _date(later.year, later.month, int(found[1]))
        return When(day, day, found[0]) if day else None
    return None


def _spoken(plain: str, today: date) -> When | None:
    for word, ahead in _DAYS:
        if word in plain:
            day = today + timedelta(days=ahead)
            return When(day, day, word)
    return _week(plain, today) or _some_month(plain, today)


def _week(plain: str, today: date) -> When | None:
    weekday = re.search(_WEEKDAY, plain)
    for word, ahead in _WEEKS:
        if word in plain:
            begin = monday(day=today) + timedelta(weeks=ahead)
            if weekday:
                day = begin + timedelta(days=WEEKDAYS.index(weekday[1]))
                return When(day, day, f"{word}の{weekday[1]}曜日")
            return When(begin, begin + timedelta(days=6), word)
    if weekday:
        ahead = (WEEKDAYS.index(weekday[1]) - today.weekday()) % 7
        day = today + timedelta(days=ahead or (7 if "次" in plain else 0))
        return When(day, day, f"{weekday[1]}曜日")
    return None


def _some_month(plain: str, today: date) -> When | None:
    for word, ahead in _MONTHS:
        if word in plain:
            return _month(_first_of(today, ahead), word)
    month = _MONTH.search(plain)
    if month and 1 <= int(month[1]) <= 12:  # noqa: PLR2004  months
        year = today.year + (int(month[1]) < today.month)
        return _month(date(year, int(month[1]), 1), month[0])
    return None


def _month(first: date, said: str) -> When:
    return When(first, _first_of(first, 1) - timedelta(days=1), said)


def _first_of(day: date, months_ahead: int) -> date:
    months = day.year * 12 + day.month - 1 + months_ahead
    return date(months // 12, months % 12 + 1, 1)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
