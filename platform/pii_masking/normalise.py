"""One character to one character, so that an offset in the normalised text is an offset in the original."""

import re
import sys
import unicodedata

_HYPHENS = "‐‑‒–—―−－﹣⁃˗─━╌ｰ"
_LOOK_ALIKES = str.maketrans(
    {"（": "(", "）": ")", "＋": "+", "＠": "@", "．": ".", "：": ":", "＃": "#", "／": "/", "＿": "_"}
)
_VARIANTS = str.maketrans("髙﨑濵邊邉齊齋德曻桒栁冨槗廣澤眞惠", "高崎浜辺辺斉斎徳昇桑柳富橋広沢真恵")
_BLANK = "\u00a0\u2002\u2003\u2009\u200b\u200c\u200d\u2060\u3000\ufeff\t"


def _table() -> dict[int, int | str]:
    table: dict[int, int | str] = {}
    for code in range(0xFF21, 0xFF5B):  # full-width letters
        table[code] = code - 0xFEE0
    for code in range(0x80, sys.maxunicode + 1):
        digit = unicodedata.decimal(chr(code), None)
        if digit is not None:
            table[code] = str(digit)
    table.update(dict.fromkeys(range(0xD800, 0xE000), "?"))  # halves of broken characters: the dictionary refuses them
    table.update(dict.fromkeys(map(ord, _HYPHENS), "-"))
    table.update(dict.fromkeys(map(ord, _BLANK), " "))
    return {**table, **_LOOK_ALIKES, **_VARIANTS}


_TABLE = _table()
_LONG_SOUND = re.compile(r"(?<=[0-9)])ー(?=[0-9(])")


def normalise(*, text: str) -> str:
    """Digits, letters, hyphens and blanks in their plain form; same length as `text`.

    「ー」 becomes a hyphen only between digits: it is a letter everywhere else. Zero-width characters become a blank,
    which number patterns allow between digits, so that they cannot hide a number.
    """
    plain = text.translate(_TABLE)
    return _LONG_SOUND.sub("-", plain) if "ー" in plain else plain
