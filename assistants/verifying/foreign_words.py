"""Dates, days and units of eight more languages in Japanese spelling; their words stand in calendar_words.toml."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

_MARKS: Final = re.compile("(?<=[a-z])[\u0300-\u036f]+")
_DIGITS: Final = {0x966 + number: str(number) for number in range(10)}  # Devanagari
_DOTTED: Final = re.compile(r"(?<=\d)\.(?=\d{3}(?!\d))")  # 10.000 as Portuguese, Vietnamese and Indonesian write it
_DAYS: Final = "月火水木金土日"
_FILE: Final = {"zh-Hans": "zh", "zh-Hant": "zh"}


@dataclass(frozen=True, slots=True)
class _Words:
    weekdays: tuple[re.Pattern[str], ...]
    months: tuple[re.Pattern[str], ...]
    units: tuple[tuple[re.Pattern[str], str], ...]


def in_japanese_spelling(*, text: str, language: str) -> str:
    """`text` with its facts as Japanese writes them; of a language without words here only digits change."""
    plain = _DOTTED.sub("", _folded(text))
    words = _all().get(_FILE.get(language, language))
    if words is None:
        return plain
    if language == "vi":
        plain = re.sub(r"ngay (\d{1,2}) thang (\d{1,2})", r" \2月\1日 ", plain)
    for number, pattern in enumerate(words.months, start=1):
        plain = pattern.sub(partial(_date, month=number), plain)
    for day, pattern in zip(_DAYS, words.weekdays, strict=True):
        plain = pattern.sub(f" {day}曜日 ", plain)
    for pattern, unit in words.units:
        plain = pattern.sub(unit, plain)
    return plain


def _date(found: re.Match[str], month: int) -> str:
    day = found["before"] or found["after"]
    return f" {month}月{int(day)}日 " if day else f" {month}月 "


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold().replace("đ", "d").translate(_DIGITS)
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", plain)))


@cache
def _all() -> dict[str, _Words]:
    read = tomllib.loads((Path(__file__).parent / "calendar_words.toml").read_text(encoding="utf-8"))
    return {code: _of_language(words) for code, words in read.items()}


def _of_language(words: dict[str, Any]) -> _Words:
    edge = r"(?![a-z])"
    months = tuple(
        re.compile(rf"(?:(?P<before>\d{{1,2}})(?: de|º de|,)? )?(?<![a-z]){name}{edge}(?: (?P<after>\d{{1,2}})(?!\d))?")
        for name in map(_nfc, words["months"])
    )
    weekdays = tuple(re.compile(rf"(?<![a-z])(?:{_nfc(day)}){edge}") for day in words["weekdays"])
    units = tuple((re.compile(rf"(?<=\d)[\s-]*(?:{_nfc(name)}){edge}"), unit) for name, unit in words["units"].items())
    return _Words(weekdays, months, units)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
