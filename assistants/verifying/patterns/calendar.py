"""Years, days and weekdays."""

import re
from typing import Final

from assistants.verifying.facts import Claimed, Fact, FactKind
from assistants.verifying.patterns.bounds import bounds_at

_YEAR: Final = re.compile(r"(?<!\d)((?:1[89]|20)\d\d)年(度)?")
_DAY: Final = re.compile(r"(?<!\d)(\d{1,2})月(\d{1,2})日")
_MORE_DAYS: Final = re.compile(r"(?:\([^()]{1,6}\))?(?:[・、,~]|から|及び|と)(\d{1,2})日(?!間|以|前|後)")
_SLASHED: Final = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?=\s*\([月火水木金土日])")
_MONTHS: Final = re.compile(r"(?<!\d)((?:\d{1,2}[・、,])*)(\d{1,2})月(?![曜\d])(末日?|上旬|中旬|下旬|初旬|初め|中)?")
_LAST_DAYS: Final = {"末日": "末", "初め": "初旬"}
_NTH: Final = re.compile(
    r"第(\d(?:[・、,]第?\d)*)(?:週の?)?([月火水木金土日](?:[・、,と][月火水木金土日])*)(?:曜日?|(?![一-龠ぁ-ん]))"
)
_WEEKDAYS: Final = re.compile(
    r"(?<![\d一-龠])(?:毎週|毎月)?((?:[月火水木金土日](?:曜日?)?"
    r"(?:[・、,/~と]|から|及び|または|又は|や)\s*)*[月火水木金土日]曜)日?"
)
_BRACKETED: Final = re.compile(r"\(([月火水木金土日](?:[・、,~][月火水木金土日])*)(?:・?祝日?)?\)")
_LISTED: Final = re.compile(r"(?<=[:：、／/ 週])([月火水木金土日](?:[・、,][月火水木金土日])+)(?![一-龠ぁ-ん])")
_RANGE: Final = re.compile(
    r"(?<![一-龠第\d])([月火水木金土日])(?:曜日?)?(?:~|から)([月火水木金土日])(?:曜日?|(?=午[前後])|(?![一-龠]))"
)
_KINDS: Final = {
    "year": FactKind.YEAR,
    "fiscal": FactKind.YEAR,
    "day": FactKind.DAY,
    "weekday": FactKind.WEEKDAY,
}
_WEEK: Final = "月火水木金土日"
_SPECIAL: Final = re.compile(r"土・?日・?(?:曜日?)?・?祝日?|土・?日(?![曜一-龠])|平日|祝日|休日|年末年始")


def find(claimed: Claimed) -> None:
    """Years as western ones, days as month-day (a list keeps its month), weekdays one by one, 第2火曜 as 2火."""
    for found in _YEAR.finditer(claimed.text):
        _add(claimed, "fiscal" if found[2] else "year", found[1], *found.span())
    _days(claimed)
    _weekdays(claimed)


def _days(claimed: Claimed) -> None:
    for found in _DAY.finditer(claimed.text):
        _add(claimed, "day", f"{int(found[1])}-{int(found[2])}", *found.span())
        end = found.end()
        while more := _MORE_DAYS.match(claimed.text, end):
            _add(claimed, "day", f"{int(found[1])}-{int(more[1])}", more.start(1), more.end())
            end = more.end()
    for found in _SLASHED.finditer(claimed.text):
        _add(claimed, "day", f"{int(found[1])}-{int(found[2])}", *found.span())
    for found in _MONTHS.finditer(claimed.text):
        part = _LAST_DAYS.get(found[3], found[3] or "").replace("中旬", "mid").replace("中", "").replace("mid", "中旬")
        _add(claimed, "day", f"{int(found[2])}-{part}", found.start(2), found.end())
        for other in re.finditer(r"\d{1,2}", found[1]):
            at = found.start(1)
            _add(claimed, "day", f"{int(other[0])}-", at + other.start(), at + other.end())


def _weekdays(claimed: Claimed) -> None:
    for found in _NTH.finditer(claimed.text):
        numbers = re.findall(r"\d", found[1])
        values = [f"{number}{day}" for number in numbers for day in re.findall(r"[月火水木金土日]", found[2])]
        _spread(claimed, values, *found.span())
    for found in _SPECIAL.finditer(claimed.text):
        plain = found[0].replace("・", "").replace("曜日", "").replace("曜", "")
        values = [plain] if plain[0] not in "土" else [*"土日", *(["祝日"] if "祝" in plain else [])]
        _spread(claimed, values, *found.span())
    for found in _RANGE.finditer(claimed.text):
        first, last = _WEEK.index(found[1]), _WEEK.index(found[2])
        if first < last:
            weekdays = ["平日"] if found[1] + found[2] == "月金" else []
            _spread(claimed, [f"{found[1]}~{found[2]}", *_WEEK[first : last + 1], *weekdays], *found.span())
    for found in _WEEKDAYS.finditer(claimed.text):
        _letters(claimed, found.start(1), found[1].replace("曜日", "曜＿"))
    for pattern in (_BRACKETED, _LISTED):
        for found in pattern.finditer(claimed.text):
            _letters(claimed, found.start(1), found[1])


def _letters(claimed: Claimed, start: int, listed: str) -> None:
    for letter in re.finditer(r"[月火水木金土日]", listed):
        _add(claimed, "weekday", letter[0], start + letter.start(), start + letter.end())


def _spread(claimed: Claimed, values: list[str], begin: int, end: int) -> None:
    """Several values said by one stretch of text: each gets a letter of it."""
    if not claimed.is_free(begin, end):
        return
    for index, value in enumerate(values):
        at = min(begin + index, end - 1)
        last = end if index == len(values) - 1 else at + 1
        _add(claimed, "weekday", value, at, max(last, at + 1))


def _add(claimed: Claimed, family: str, value: str, begin: int, end: int) -> None:
    kind = _KINDS[family]
    limited = frozenset() if kind is FactKind.WEEKDAY else bounds_at(text=claimed.text, begin=begin, end=end)
    claimed.add(Fact(kind, family, value, begin, end, limited))
