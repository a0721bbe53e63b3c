"""Which language a question is written in: by its letters, then by small words and the municipal dictionary.

Deterministic, no model, no training data: measured in docs/benchmarks.md (`bench languages`), reasons in ADR 0013.
"""

import re
import tomllib
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from assistants.languages import LANGUAGES
from assistants.speaking.terms import names_in

_LEFT_OUT: Final = re.compile(r"https?://\S+|\S+@\S+|〔[^〔〕]{1,30}〕|my number|[0-9０-９]", re.IGNORECASE)
_LATIN_WORD: Final = re.compile(r"[^\W\d_]+")
_VIETNAMESE: Final = re.compile("[đăơưĐĂƠƯ\u1ea0-\u1ef9ĩũ]")
# Chinese words that stand in no Japanese text.
_CHINESE: Final = re.compile(
    "[我你您吗嗎呢哪们們这這没沒]|怎[么麼样樣]|什[么麼]|多少|有没有|可以|请问|請問|需要|如何|垃圾|几[点號号天]|幾點|在哪|想要|不想|为什么|的[时時]|是否"
)
_FALLBACK: Final = "en"  # other scripts: the language in which most find somebody to read with them
_LEAST_JAPANESE: Final = 0.3  # share of kana and kanji from which a text with Latin letters is Japanese
_MOST_READ: Final = 400


def detected(*, text: str) -> str | None:
    """The code of `assistants.languages` the text is written in; None when it does not show (「Wi-Fi」, 「123」)."""
    plain = _LEFT_OUT.sub(" ", unicodedata.normalize("NFC", text[:_MOST_READ]))
    scripts = Counter(script for letter in plain if letter.isalpha() and (script := _script(letter)))
    if not scripts:
        return None
    east = scripts["kana"] + scripts["han"]
    if scripts["hangul"] > east:
        return "ko"
    if scripts["devanagari"] > east:
        return "ne"
    if scripts["other"] > east + scripts["latin"]:
        return _FALLBACK
    if east and (east >= _LEAST_JAPANESE * sum(scripts.values())):
        return "ja" if scripts["kana"] else _chinese_or_japanese(plain)
    return _latin(plain)


def named_language(*, text: str) -> str | None:
    """The language whose own name is all that was typed (「English」): a choice, at doors without a list too."""
    typed = text.strip().casefold()
    return next((code for code, each in LANGUAGES.items() if each.name.casefold() == typed), None)


def _script(letter: str) -> str:
    if letter in "々〆":
        return "han"
    name = unicodedata.name(letter, "")
    for start, script in _SCRIPTS:
        if name.startswith(start):
            return script
    return "other"


_SCRIPTS: Final = (
    ("LATIN", "latin"),
    ("FULLWIDTH LATIN", "latin"),
    ("CJK", "han"),
    ("HIRAGANA", "kana"),
    ("KATAKANA", "kana"),
    ("HALFWIDTH KATAKANA", "kana"),
    ("HANGUL", "hangul"),
    ("DEVANAGARI", "devanagari"),
)


def _chinese_or_japanese(text: str) -> str:
    """Kanji alone: Chinese by its own words or by letters that Japanese does not write; simplified or traditional."""
    letters = [letter for letter in text if _script(letter) == "han"]
    simplified = sum(_writes(letter) == "simplified" for letter in letters)
    traditional = sum(_writes(letter) == "traditional" for letter in letters)
    japanese = sum(_writes(letter) == "japanese" for letter in letters)
    if not _CHINESE.search(text) and simplified + sum(not _in(letter, "cp932") for letter in letters) <= japanese:
        return "ja"
    return "zh-Hant" if traditional > simplified else "zh-Hans"


@lru_cache(maxsize=4000)
def _writes(letter: str) -> str:
    """Who alone writes a letter so: by the character sets of the three, which were made for this."""
    mainland, taiwan = _in(letter, "gb2312"), _in(letter, "big5")
    if mainland and not taiwan:
        return "" if _in(letter, "cp932") else "simplified"
    if taiwan and not mainland:
        return "traditional"
    return "" if mainland else "japanese"


def _in(letter: str, character_set: str) -> bool:
    try:
        letter.encode(character_set)
    except UnicodeEncodeError:
        return False
    return True


def _latin(text: str) -> str | None:
    """By Vietnamese letters; else the language with most of its small words and dictionary words in the text."""
    if _VIETNAMESE.search(text):
        return "vi"
    words = _LATIN_WORD.findall(text.lower())
    score = {code: sum(word in small for word in words) for code, small in _small_words().items()}
    for code in score:
        score[code] += 2 * len(names_in(text=text, language=code))
    best, second, *_rest = sorted(score, key=lambda code: -score[code])
    if score[best] > score[second]:
        return best
    return "en" if score["en"] == score[best] and score["en"] else None


@cache
def _small_words() -> dict[str, frozenset[str]]:
    read = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
    return {code: frozenset(words.split()) for code, words in read.items()}
