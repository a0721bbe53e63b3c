"""Japanese years to western years, in the spellings that municipal papers use."""

import re

# First year of each era. Source: 元号法 and the cabinet orders of 1989 and 2019; Meiji, Taisho, Showa by their edicts.
_FIRST_YEAR = {"明治": 1868, "大正": 1912, "昭和": 1926, "平成": 1989, "令和": 2019}
_LETTER_ERAS = {"m": "明治", "t": "大正", "s": "昭和", "h": "平成", "r": "令和"}
_MOST_YEARS = {"明治": 45, "大正": 15, "昭和": 64, "平成": 31, "令和": 99}
_DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")
_NAMED = re.compile(
    r"(明治|大正|昭和|平成|令和) ?(元|\d{1,2}|[〇一二三四五六七八九十]{1,3}) ?(?=年|[./-]\d{1,2}[./-]\d)"
)
_LETTERED = re.compile(r"(?<![a-z0-9])([mtshr]) ?(元|\d{1,2}) ?(?=年|\.\d{1,2}\.\d|/\d{1,2}/\d|-\d{1,2}-\d)")
_NUMERIC_DATE = re.compile(r"(?<![\d./-])((?:1[89]|20)\d\d)([./-])(\d{1,2})\2(\d{1,2})(?![\d./-])")
_PADDED = re.compile(r"(?<=年)0(\d)(?=月)|(?<=月)0(\d)(?=日)")
_BLANK_IN_DATE = re.compile(r"(?<=\d)[ \t]+(?=[年月日])|(?<=[年月])[ \t]+(?=\d)")


def western_years(*, text: str) -> str:
    """Text (already NFKC and lower case) with 令和5年, 令和元年, r5.4.1, 平成三十年 and 2023/04/01 as 2023年4月1日.

    A number beyond the era's last year (平成45年) is left alone: it stands in old plans and means no real year.
    """
    plain = _NAMED.sub(lambda found: _year(found, found[1]), _BLANK_IN_DATE.sub("", text))
    plain = _LETTERED.sub(lambda found: _year(found, _LETTER_ERAS[found[1]]), plain)
    plain = _NUMERIC_DATE.sub(_spelled_date, plain)
    return _PADDED.sub(lambda found: found[1] or found[2], plain)


def _year(found: re.Match[str], era: str) -> str:
    number = _count(found[2])
    if not 1 <= number <= _MOST_YEARS[era]:
        return found[0]
    return str(_FIRST_YEAR[era] + number - 1)


def _count(written: str) -> int:
    if written == "元":
        return 1
    if written.isascii():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return int(written.translate(_DIGITS))
    return int(tens.translate(_DIGITS) or "1") * 10 + int(ones.translate(_DIGITS) or "0")


def _spelled_date(found: re.Match[str]) -> str:
    month, day = int(found[3]), int(found[4])
    if not (1 <= month <= 12 and 1 <= day <= 31):  # noqa: PLR2004 - the calendar
        return found[0]
    return f"{found[1]}年{month}月{day}日"
