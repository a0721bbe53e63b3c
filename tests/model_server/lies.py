"""Alters one fact of a text, as a model that errs would: phone, fee, date, weekday, negation, desk and so on."""

import re
from collections.abc import Callable
from typing import Final

_DIGITS = str.maketrans("0123456789０１２３４５６７８９", "1234567890１２３４５６７８９０")
_DAYS: Final = "月火水木金土日"
_PHONE: Final = re.compile(r"0\d{1,4}-\d{1,4}-\d{3,4}")
_FEE: Final = re.compile(r"[0-9０-９][0-9０-９,，]*(?=\s*円)")
_DATE: Final = re.compile(r"([0-9０-９]{1,2})(?=月)|(?<=月)([0-9０-９]{1,2})(?=日)")
_TIME: Final = re.compile(r"[0-9０-９]{1,2}(?=\s*[時:：][0-9０-９半分]?)")
_WEEKDAY: Final = re.compile(rf"[{_DAYS}](?=曜)")
_COUNT: Final = re.compile(r"[0-9０-９]+(?=\s*(?:日以内|か月|ヶ月|年|歳|人|枚|回|週間|％|%))")
_DESK: Final = re.compile(r"[一-龠]{1,8}(?:課(?![税金題程])|係(?![るりわ])|支所|センター)")
_OPPOSITES: Final = (
    ("必要ありません", "必要です"),
    ("不要です", "必要です"),
    ("できません", "できます"),
    ("いりません", "いります"),
    ("必要です", "不要です"),
    ("できます", "できません"),
    ("あります", "ありません"),
    ("以上", "未満"),
    ("以下", "超"),
    ("無料", "有料"),
    ("ください", "ないでください"),
)
_LIMITS: Final = ("以上", "以下")
_LIMIT: Final = r"(?<=[0-9０-９円歳人年月日回点個枚分％%])(?:{})(?!に)"


def _number_changed(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    """The last digit of the first match moves on by one."""

    def change(text: str) -> str | None:
        found = pattern.search(text)
        if found is None:
            return None
        number = found.group()
        last = max(index for index, letter in enumerate(number) if letter.isdigit())
        changed = number[:last] + number[last].translate(_DIGITS) + number[last + 1 :]
        return text[: found.start()] + changed + text[found.end() :]

    return change


def _weekday_changed(text: str) -> str | None:
    found = _WEEKDAY.search(text)
    if found is None:
        return None
    following = _DAYS[(_DAYS.index(found.group()) + 1) % len(_DAYS)]
    return text[: found.start()] + following + text[found.end() :]


def _turned_round(text: str) -> str | None:
    for said, opposite in _OPPOSITES:
        pattern = _LIMIT.format(said) if said in _LIMITS else re.escape(said)  # 「以下「法」という」 limits nothing
        if re.search(pattern, text):
            return re.sub(pattern, opposite, text, count=1)
    return None


def _desk_changed(text: str) -> str | None:
    found = _DESK.search(text)
    if found is None:
        return None
    other = "観光振興課" if found.group() != "観光振興課" else "税務会計課"
    return text[: found.start()] + other + text[found.end() :]


LIES: Final[dict[str, Callable[[str], str | None]]] = {
    "phone": _number_changed(_PHONE),
    "fee": _number_changed(_FEE),
    "date": _number_changed(_DATE),
    "weekday": _weekday_changed,
    "time": _number_changed(_TIME),
    "count": _number_changed(_COUNT),
    "negation": _turned_round,
    "desk": _desk_changed,
}


def alter(*, text: str, kind: str = "") -> tuple[str, str]:
    """The text with one fact altered, and which kind; (text, "") when it states no such fact.

    `kind` "" takes the first that fits; raises KeyError for an unknown kind.
    """
    for name in [kind] if kind else LIES:
        altered = LIES[name](text)
        if altered is not None and altered != text:
            return altered, name
    return text, ""
