"""Reads one line of an ordinance: which part of the structure it opens (編 章 節 条 項 号 附則 別表)."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

_COUNT = r"(?:\d+|[一二三四五六七八九十百千]+)"
_BRANCH = rf"(?:の{_COUNT})*"
_GAP = r"(?:[\s\u3000]+|$)"
_DIVISION = re.compile(rf"^第({_COUNT})(編|章|節|款|目)({_BRANCH}){_GAP}(.*)$", re.DOTALL)
_ARTICLE = re.compile(
    rf"^(第{_COUNT}条{_BRANCH}(?:(?:から|及び|～|~)第{_COUNT}条{_BRANCH}(?:まで)?)?){_GAP}(.*)$", re.DOTALL
)
_ARTICLE_TITLED = re.compile(rf"^(第{_COUNT}条{_BRANCH})[(（]([^()（）]{{1,60}})[)）]{_GAP}(.*)$", re.DOTALL)
_SUPPLEMENT = re.compile(r"^附[\s\u3000]*則(?:[\s\u3000]*[(（]?(.*?)[)）]?[\s\u3000]*(?:抄)?)?$")
_ANNEX_NAME = rf"別表(?:第{_COUNT})?{_BRANCH}|(?:別記)?様式(?:第{_COUNT}号?)?{_BRANCH}|別記|別図(?:第{_COUNT})?"
_ANNEX = re.compile(rf"^({_ANNEX_NAME})(?:{_GAP}|(?=\())(.*)$", re.DOTALL)
_PARAGRAPH = re.compile(r"^(\d{1,2})[\s\u3000]+(\S.*)$", re.DOTALL)
_ITEM = re.compile(
    rf"^(?:[(（](\d{{1,3}})[)）]|({_COUNT})(?={_BRANCH}[\s\u3000]))({_BRANCH})[\s\u3000]*(\S.*)$", re.DOTALL
)
_SUBITEM = re.compile(r"^([ア-ン]|[(（][ア-ン][)）]|[a-z]|[(（][a-z][)）])[\s\u3000]+(\S.*)$", re.DOTALL)
_CAPTION = re.compile(r"^[(（][^()（）]{1,60}[)）]$")
_HISTORY = re.compile(r"^[(（](?:全|[明大昭平令](?:元|\d+)).*(?:改正|追加|繰[上下]|全改|削る|旧.+)[)）]$")
_KANJI_DIGITS = {letter: value for value, letter in enumerate("〇一二三四五六七八九")}
_KANJI_UNITS = {"十": 10, "百": 100, "千": 1000}
_ANNEX_CHARACTERS = 60
_OPENING_CHARACTERS = 100


class LineKind(StrEnum):
    """What a line opens. TEXT continues what is open; HISTORY is a note on amendments; CAPTION an article's title."""

    DIVISION = "division"
    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    SUBITEM = "subitem"
    SUPPLEMENT = "supplement"
    ANNEX = "annex"
    CAPTION = "caption"
    HISTORY = "history"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Line:
    """`number` as it is cited (「第12条の2」, 「3」), `unit` of a division (章), `rest` the text that follows."""

    kind: LineKind
    number: str = ""
    unit: str = ""
    rest: str = ""
    caption: str = ""


def read_line(*, text: str) -> Line:
    """The structure of one line, by its opening characters."""
    plain = unicodedata.normalize("NFKC", text.strip())
    if _HISTORY.match(plain):
        return Line(LineKind.HISTORY, rest=text)
    if _CAPTION.match(plain):
        return Line(LineKind.CAPTION, caption=plain.strip("()（）"))
    if found := _SUPPLEMENT.match(plain):
        return Line(LineKind.SUPPLEMENT, number="附則", rest=found[1] or "")
    return _division_or_article(plain, text) or _annex(plain) or _numbered(plain, text)


def arabic(*, count: str) -> int:
    """A number in Arabic or kanji digits (「百二十三」 → 123)."""
    if count.isdecimal():
        return int(count)
    total, digit = 0, 0
    for letter in count:
        if letter in _KANJI_UNITS:
            total += (digit or 1) * _KANJI_UNITS[letter]
            digit = 0
        else:
            digit = digit * 10 + _KANJI_DIGITS[letter]
    return total + digit


def cited(*, number: str) -> str:
    """A structural number with Arabic digits (「第十二条の二」 → 「第12条の2」)."""
    return re.sub(r"[一二三四五六七八九十百千]+", lambda found: str(arabic(count=found[0])), number)


def _division_or_article(plain: str, text: str) -> Line | None:
    if found := _DIVISION.match(plain):
        return Line(LineKind.DIVISION, cited(number=f"第{found[1]}{found[2]}{found[3]}"), unit=found[2], rest=found[4])
    if found := _ARTICLE_TITLED.match(plain):
        return Line(LineKind.ARTICLE, cited(number=found[1]), rest=_tail(text, found[3]), caption=found[2])
    if found := _ARTICLE.match(plain):
        return Line(LineKind.ARTICLE, cited(number=found[1]), rest=_tail(text, found[2]))
    return None


def _annex(plain: str) -> Line | None:
    found = _ANNEX.match(plain)
    if found and len(plain) <= _ANNEX_CHARACTERS:
        return Line(LineKind.ANNEX, cited(number=found[1]), rest=found[2].strip())
    return None


def _numbered(plain: str, text: str) -> Line:
    if found := _PARAGRAPH.match(plain):
        return Line(LineKind.PARAGRAPH, found[1], rest=_tail(text, found[2]))
    if found := _ITEM.match(plain):
        number = f"{arabic(count=found[1] or found[2])}号{cited(number=found[3])}"
        return Line(LineKind.ITEM, number, rest=_tail(text, found[4]))
    if found := _SUBITEM.match(plain):
        return Line(LineKind.SUBITEM, found[1].strip("()（）"), rest=_tail(text, found[2]))
    return Line(LineKind.TEXT, rest=text)


def _tail(text: str, plain_tail: str) -> str:
    """The end of the original line that the normalised tail stands for: NFKC may change letters, not their order."""
    tail = text.strip()
    for start in range(min(len(tail), _OPENING_CHARACTERS)):
        if unicodedata.normalize("NFKC", tail[start:]).strip() == plain_tail.strip():
            return tail[start:].strip()
    return plain_tail.strip()
