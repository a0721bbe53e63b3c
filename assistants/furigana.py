"""Furigana: the tokeniser's readings over kanji, as <ruby> that is escaped word by word."""

import re
from collections.abc import Iterator
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from knowledge.public import spoken

_KANJI: Final = re.compile(r"[一-龠々〆ヶ]+")
_HIRAGANA: Final = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_NUMBERED: Final = re.compile(
    r"(?P<month>月)?(?P<number>\d[\d,.]*)(?P<counter>か月|年度|時間|年|月|日|時|分|円|階|歳|人|回|点|枚|番|通|名|件|台)"
)
_COUNTERS: Final = {
    "か月": "かげつ",
    "年度": "ねんど",
    "時間": "じかん",
    "年": "ねん",
    "月": "がつ",
    "日": "にち",
    "時": "じ",
    "分": "ふん",
    "円": "えん",
    "階": "かい",
    "歳": "さい",
    "人": "にん",
    "回": "かい",
    "点": "てん",
    "枚": "まい",
    "番": "ばん",
    "通": "つう",
    "名": "めい",
    "件": "けん",
    "台": "だい",
}
_DAYS: Final = dict(
    enumerate(["ふつか", "みっか", "よっか", "いつか", "むいか", "なのか", "ようか", "ここのか", "とおか"], start=2)
)
# Numbers that are read with their counter as one word.
_IRREGULAR: Final = {
    **{f"{number}日": reading for number, reading in _DAYS.items()},
    "14日": "じゅうよっか",
    "20日": "はつか",
    "24日": "にじゅうよっか",
    "4月": "しがつ",
    "7月": "しちがつ",
    "9月": "くがつ",
    "4時": "よじ",
    "7時": "しちじ",
    "9時": "くじ",
    "1人": "ひとり",
    "2人": "ふたり",
    "3階": "さんがい",
    "20歳": "はたち",
    **{f"{number}分": f"{tens}ぷん" for number, tens in ((10, "じゅっ"), (20, "にじゅっ"), (30, "さんじゅっ"))},
}
_RUBY: Final = "<ruby>{}<rp>（</rp><rt>{}</rt><rp>）</rp></ruby>"

Piece = tuple[str, str]  # letters as they stand, and their reading; empty where none is needed


def with_furigana(*, text: str) -> SafeString:
    """`text` with its readings, safe to put into a page whatever stands in it."""
    return format_html_join("", "{}", ((_as_markup(piece),) for piece in pieces(text=text)))


def pieces(*, text: str) -> list[Piece]:
    """The text cut where readings begin and end; the pieces put together are the text."""
    found: list[Piece] = []
    end = 0
    for match in _NUMBERED.finditer(text):
        begin = match.start("number")
        found += _of_words(text[end:begin])
        found += _of_number(match)
        end = match.end()
    return found + list(_of_words(text[end:]))


def _as_markup(piece: Piece) -> SafeString | str:
    letters, reading = piece
    return format_html(_RUBY, letters, reading) if reading else letters


def _of_number(match: re.Match[str]) -> list[Piece]:
    number, counter = match["number"], match["counter"]
    first_of_month = "ついたち" if match["month"] and number + counter == "1日" else ""
    if reading := first_of_month or _IRREGULAR.get(number + counter, ""):
        return [(number + counter, reading)]
    return [(number, ""), *_aligned(counter, _COUNTERS[counter])]


def _of_words(text: str) -> Iterator[Piece]:
    """The tokeniser leaves nothing out, so the pieces are the whole text."""
    for word in spoken(text=text) if text else ():
        if _KANJI.search(word.surface):
            yield from _aligned(word.surface, word.reading.translate(_HIRAGANA))
        else:
            yield word.surface, ""


def _aligned(surface: str, reading: str) -> Iterator[Piece]:
    """Readings over the kanji alone: 取り扱い is 取（と）り扱（あつか）い."""
    parts = re.split(r"([一-龠々〆ヶ]+)", surface)
    pattern = "".join("(.+)" if _KANJI.fullmatch(part) else f"({re.escape(_hiragana(part))})" for part in parts if part)
    match = re.fullmatch(pattern, reading)
    kept = [part for part in parts if part]
    if match is None:
        yield surface, reading if reading and reading != "キゴウ" else ""
        return
    for part, read in zip(kept, match.groups(), strict=True):
        yield part, read if _KANJI.fullmatch(part) else ""


def _hiragana(text: str) -> str:
    return text.translate(_HIRAGANA)
