"""One spelling of a text for comparing: on top of the search spelling, numerals in kanji and units become plain."""

import re
from typing import Final

from knowledge.public import search_spelling

_DIGITS: Final = {letter: number for number, letter in enumerate("〇一二三四五六七八九")}
_TENS: Final = {"十": 10, "百": 100, "千": 1000}
_MYRIADS: Final = {"万": 10_000, "億": 100_000_000}
_COUNTED: Final = (
    "円|人|名|個|枚|回|通|日|月|年|時間|時|分|歳|才|か月|箇月|ヶ月|カ月|ヵ月|ケ月|週|階|番|条|項|号|割|倍|世帯|件|台|本|冊|"
    "部|基|袋|点|つ|か所|カ所|ヶ所|箇所|丁目|泊|棟|戸|食|種類|度|期|級|キロ|メートル|センチ|グラム|リットル"
)
# 一時保育, 一番, 一般, 十分な, 一部: words, not numbers.
_WORDS: Final = (
    r"(?!一時(?![間\d])|一番(?!窓口)|一部|十分(?![間以])|一月(?=に一)|一日中|一度|二度と|一本化|一つ一つ|一人一人)"
)
_NUMERAL: Final = re.compile(
    rf"(?<![統単唯均画専数\d.]){_WORDS}([〇一二三四五六七八九十百千]+(?:[万億][〇一二三四五六七八九十百千]*)*)(?={_COUNTED})"
    r"|(?<=第)([〇一二三四五六七八九十百]+)"
    r"|(?<=[分の前後午約各満])([〇一二三四五六七八九十百千]+(?:万[〇一二三四五六七八九十百千]*)?)(?=時|分の|円|日|歳|人|割|つ)"
    r"|(?<=分の)([一二三四五六七八九十]+)"
)
# What a word of its own denies, as its own denial: 無利子 is said as 「利子なし」, 無休 as 「休みなし」.
_WITHOUT: Final = (("無利子", "利子なし"), ("無利息", "利子なし"), ("年中無休", "休みなし"), ("無休", "休みなし"))
_LETTERS: Final = re.compile(r"\*\*|__|`|^#{1,6} |^\s*[-*・●○◆◇■□▪•] *|^\s*\d{1,2}[.)] (?=\D)", re.MULTILINE)
_UNITS: Final = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"(?<=\d)\s*(?:箇月|ヶ月|カ月|ヵ月|ケ月|ヵ月間|か月間|ヶ月間)", "か月"),
        (r"(?<=\d)\s*(?:箇所|ヶ所|カ所|ヵ所|ケ所)", "か所"),
        (r"(?<=\d)\s*(?:センチメートル|センチ|cm)(?![a-z²2³3])", "センチ"),
        (r"(?<=\d)\s*(?:ミリメートル|ミリ|mm)(?![a-z])", "ミリ"),
        (r"(?<=\d)\s*(?:キロメートル|km)(?![a-z2])", "キロメートル"),
        (r"(?<=\d)\s*(?:キログラム|kg)(?![a-z])", "キログラム"),
        (r"(?<=\d)\s*(?:平方メートル|m2|m²|平米)", "平方メートル"),
        (r"(?<=\d)\s*(?:立方メートル|m3|m³|立米)", "立方メートル"),
        (r"(?<=\d)\s*(?:m/s|メートル毎秒)", "毎秒メートル"),
        (r"(?<=\d)\s*(?:メートル|m)(?![a-z²2³3a-zァ-ヶ])", "メートル"),
        (r"(?<=\d)\s*(?:リットル|l|ℓ)(?![a-z])", "リットル"),
        (r"(?<=\d)\s*けた", "桁"),
        (r"(?<=\d)\s*(?:パーセント|%)", "%"),
        (r"(?<=\d)\s*(?:才|さい)(?!く)", "歳"),
        (r"(?<=\d)\s*(?:名)(?!以外)(?=[一-龠]?[、。)でがはをのまに以]|様|程)", "人"),
        (r"(?<=\d)\s*(?:トン|t)(?![a-zァ-ヶ])", "トン"),
        (r"(?<=\d)\s+(?=[円人枚個回通日月年時分歳階番条項号])", ""),
    )
)


def spelled(*, text: str) -> str:
    """`text` in one spelling: search spelling, no markup, 三百円 as 300円, 第三土曜日 as 第3土曜日, units as words."""
    plain = search_spelling(text=_LETTERS.sub("", text))
    plain = _NUMERAL.sub(lambda found: str(number_of(kanji=found[0])), plain)
    for said, plainly in _WITHOUT:
        plain = plain.replace(said, plainly)
    for pattern, unit in _UNITS:
        plain = pattern.sub(unit, plain)
    return search_spelling(text=plain)


def number_of(*, kanji: str) -> int:
    """The number that kanji numerals write, with or without 十百千: 三百二十 and 三二〇 are 320."""
    if not any(letter in _TENS or letter in _MYRIADS for letter in kanji):
        return int("".join(str(_DIGITS[letter]) for letter in kanji))
    total = section = digit = 0
    for letter in kanji:
        if letter in _DIGITS:
            digit = digit * 10 + _DIGITS[letter]
        elif letter in _TENS:
            section += (digit or 1) * _TENS[letter]
            digit = 0
        else:
            total += (section + digit or 1) * _MYRIADS[letter]
            section = digit = 0
    return total + section + digit
