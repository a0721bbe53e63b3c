"""Answers in other languages: their dates, days and units in Japanese spelling, so that facts can be compared."""

import re
from typing import Final

_MONTHS: Final = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DAYS: Final = dict(
    zip(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"], "月火水木金土日", strict=True)
)
_MONTH: Final = "|".join(rf"{month}|{month[:3]}\.?" for month in _MONTHS)
_MONTH_DAY: Final = re.compile(
    rf"\b({_MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+((?:19|20)\d\d))?(?!\d)", re.IGNORECASE
)
_DAY_MONTH: Final = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({_MONTH})\b(?:,?\s+((?:19|20)\d\d))?", re.IGNORECASE)
_WEEKDAY: Final = re.compile(rf"\b({'|'.join(_DAYS)})s?\b", re.IGNORECASE)
_CLOCK: Final = re.compile(r"\b(\d{1,2})(?::(\d{2}))?\s*([ap])\.?m\.?", re.IGNORECASE)
_YEN: Final = re.compile(r"(?:¥|jpy|yen)\s*(\d[\d,]*)|(\d[\d,]*)\s*(?:yen|jpy|円|日元|日圆|엔)", re.IGNORECASE)
_UNITS: Final = (
    (re.compile(r"(?<=\d)[\s-]*days?\b", re.I), "日"),
    (re.compile(r"(?<=\d)[\s-]*months?\b", re.I), "か月"),
    (re.compile(r"(?<=\d)[\s-]*years? old\b", re.I), "歳"),
    (re.compile(r"(?<=\d)[\s-]*weeks?\b", re.I), "週間"),
    (re.compile(r"(?<=\d)[\s-]*percent\b", re.I), "%"),
)
_JAPANESE: Final = re.compile(r"[ぁ-ヿ]")
_HALF_DAY: Final = 12


def is_japanese(*, text: str) -> bool:
    """Whether kana stands in it."""
    return bool(_JAPANESE.search(text))


def with_japanese_facts(*, text: str) -> str:
    """「December 6」 as 12月6日, 「Mondays」 as 月曜日, 「5:15 p.m.」 as 17:15, 「300 yen」 as 300円."""
    plain = _MONTH_DAY.sub(lambda found: _date(found[1], found[2], found[3]), text)
    plain = _DAY_MONTH.sub(lambda found: _date(found[2], found[1], found[3]), plain)
    plain = _WEEKDAY.sub(lambda found: f" {_DAYS[found[1].lower()]}曜日 ", plain)
    plain = _CLOCK.sub(_time, plain)
    plain = _YEN.sub(lambda found: f" {found[1] or found[2]}円 ", plain)
    for pattern, unit in _UNITS:
        plain = pattern.sub(unit, plain)
    return plain


def _date(month: str, day: str, year: str | None) -> str:
    number = [name[:3] for name in _MONTHS].index(month.lower()[:3]) + 1
    return f" {f'{year}年' if year else ''}{number}月{int(day)}日 "


def _time(found: re.Match[str]) -> str:
    hour = int(found[1]) % _HALF_DAY + (_HALF_DAY if found[3].lower() == "p" else 0)
    return f" {hour}:{found[2] or '00'} "
