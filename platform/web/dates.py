"""Dates and times as Japanese offices write them, and back again.

Eras: 元号法 and the 改元 decrees (first day of each era). Dates before 1873-01-01, when Japan took the Gregorian
calendar over (明治5年太政官布告第337号), are not written in an era here.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import get_language

_GREGORIAN_SINCE: Final = date(1873, 1, 1)
_WEEKDAYS: Final = "月火水木金土日"
_NOON: Final = 12


class NotADate(ValueError):
    """The text is no date, or a date that its era does not have."""


@dataclass(frozen=True, slots=True)
class Era:
    """A 元号 with its first and last day (None while it lasts)."""

    name: str
    letter: str
    first: date
    last: date | None


ERAS: Final = (
    Era("令和", "R", date(2019, 5, 1), None),
    Era("平成", "H", date(1989, 1, 8), date(2019, 4, 30)),
    Era("昭和", "S", date(1926, 12, 25), date(1989, 1, 7)),
    Era("大正", "T", date(1912, 7, 30), date(1926, 12, 24)),
    Era("明治", "M", date(1868, 10, 23), date(1912, 7, 29)),
)
_BY_WORD: Final = {word: era for era in ERAS for word in (era.name, era.letter)}
_WRITTEN: Final = re.compile(
    r"(?P<era>令和|平成|昭和|大正|明治|[RHSTM])\s*(?P<year>元|\d{1,2})\s*[年./-]\s*"
    r"(?P<month>\d{1,2})\s*[月./-]\s*(?P<day>\d{1,2})\s*日?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class EraYear:
    """A year within an era; year 1 is written 元."""

    era: Era
    year: int

    def __str__(self) -> str:
        """令和8年, 令和元年."""
        return f"{self.era.name}{'元' if self.year == 1 else self.year}年"


def era_year(*, day: date) -> EraYear:
    """The era year that a day belongs to; raises NotADate before 1873."""
    if day < _GREGORIAN_SINCE:
        raise NotADate(f"{day.isoformat()} lies before the Gregorian calendar in Japan")
    era = next(era for era in ERAS if day >= era.first)
    return EraYear(era=era, year=day.year - era.first.year + 1)


def wareki(*, day: date) -> str:
    """令和8年11月23日; dates before 1873 fall back to 西暦."""
    try:
        return f"{era_year(day=day)}{day.month}月{day.day}日"
    except NotADate:
        return f"{day.year}年{day.month}月{day.day}日"


def from_wareki(*, text: str) -> date:
    """The day that 「令和元年5月1日」 or 「R1.5.1」 means, in any width of digits.

    Raises NotADate when it is no such text, no such day, or a day outside of its era (平成31年5月1日).
    """
    found = _WRITTEN.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        raise NotADate(f"{text!r} is not a date in an era")
    era = _BY_WORD[found["era"].upper()]
    year = 1 if found["year"] == "元" else int(found["year"])
    try:
        day = date(era.first.year + year - 1, int(found["month"]), int(found["day"]))
    except ValueError as error:
        raise NotADate(f"{text!r} is not a day of the calendar") from error
    if year < 1 or day < max(era.first, _GREGORIAN_SINCE) or (era.last and day > era.last):
        raise NotADate(f"{text!r} lies outside of {era.name}")
    return day


def weekday(*, day: date) -> str:
    """One character: 月 … 日; Mon … Sun on English pages."""
    return f"{day:%a}" if _in_english() else _WEEKDAYS[day.weekday()]


def short_date(*, day: date) -> str:
    """11月23日（月）; Monday 23 November on English pages."""
    if _in_english():
        return f"{day:%A} {day.day} {day:%B}"
    return f"{day.month}月{day.day}日（{weekday(day=day)}）"


def long_date(*, day: date, in_era: bool = True) -> str:
    """令和8年11月23日（月）, or 2026年11月23日（月）; Monday 23 November 2026 on English pages."""
    if _in_english():
        return f"{day:%A} {day.day} {day:%B %Y}"
    written = wareki(day=day) if in_era else f"{day.year}年{day.month}月{day.day}日"
    return f"{written}（{weekday(day=day)}）"


def spoken_time(*, at: datetime) -> str:
    """午前9時, 午後1時30分, in the office's time zone; noon is 正午 and midnight 午前0時."""
    here = local(at=at)
    if _in_english():
        return f"{here:%H:%M}"
    if (here.hour, here.minute) == (_NOON, 0):
        return "正午"
    half, hour = ("午前", here.hour) if here.hour < _NOON else ("午後", here.hour - _NOON)
    return f"{half}{hour}時" + (f"{here.minute}分" if here.minute else "")


def spoken_moment(*, at: datetime, with_year: bool) -> str:
    """11月23日（月）午前9時, with the year in its era if asked; Monday 23 November, 09:00 on English pages."""
    day = local(at=at).date()
    written = long_date(day=day) if with_year else short_date(day=day)
    return f"{written}{_say('', ', ')}{spoken_time(at=at)}"


def clock(*, at: datetime) -> str:
    """9:05, in the office's time zone."""
    here = local(at=at)
    return f"{here.hour}:{here.minute:02}"


def relative(*, at: datetime, now: datetime) -> str:
    """たった今, 5分前, 3時間前, 昨日 9:05, 3日前, then the date; the future as 5分後, 明日 9:05 and so on."""
    gap = now - at
    past = gap >= timedelta(0)
    size = abs(gap)
    days = abs((local(at=now).date() - local(at=at).date()).days)
    if size < timedelta(minutes=1):
        return _say("たった今" if past else "まもなく", "just now" if past else "in a moment")
    if size < timedelta(hours=1):
        return _ago(int(size.total_seconds() // 60), "分", "minute", past)
    if days == 0 or size < timedelta(hours=6):
        return _ago(int(size.total_seconds() // 3600), "時間", "hour", past)
    if days == 1:
        word = _say("昨日" if past else "明日", "yesterday" if past else "tomorrow")
        return f"{word} {clock(at=at)}"
    if days <= 6:  # noqa: PLR2004  within a week people count days
        return _ago(days, "日", "day", past)
    return long_date(day=local(at=at).date(), in_era=False)


def local(*, at: datetime) -> datetime:
    """The moment in the office's time zone; a naive one is taken as it stands."""
    return timezone.localtime(at) if timezone.is_aware(at) else at


def _ago(number: int, unit: str, english: str, past: bool) -> str:
    plural = english if number == 1 else f"{english}s"
    return _say(
        f"{number}{unit}{'前' if past else '後'}", f"{number} {plural} ago" if past else f"in {number} {plural}"
    )


def _say(japanese: str, english: str) -> str:
    return english if _in_english() else japanese


def _in_english() -> bool:
    return (get_language() or "ja").startswith("en")
