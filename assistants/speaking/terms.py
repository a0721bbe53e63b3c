"""Municipal words in nine languages with their Japanese: what a foreign question is about, without a model.

terms.csv holds a row for each concept: the Japanese search word, then what people write in each language, spellings
divided by |. The longest spelling that stands in a question wins; shorter ones inside of it are not counted again.
"""

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).parent / "terms.csv"
_SPACED: Final = frozenset({"en", "vi", "pt", "tl", "id"})  # words of these stand between blanks
_ENDINGS: Final = {"en": "(?:s|es|'s)?", "pt": "(?:s|es)?"}
_BESIDE: Final = frozenset({"いくら", "いつ", "どこ"})  # asked of a subject, no subject themselves


def japanese_for(*, text: str, language: str) -> str:
    """The Japanese words of what a question in `language` names, in its order; empty when it names nothing known."""
    named = names_in(text=text, language=language)
    if not set(named) - _BESIDE:
        return ""
    return " ".join(named)


def names_in(*, text: str, language: str) -> tuple[str, ...]:
    """The Japanese concepts that stand in `text`, each once."""
    book = _book().get(language)
    if book is None:
        return ()
    pattern, japanese = book
    found = (japanese[_key(match[0], language)] for match in pattern.finditer(_folded(text)))
    return tuple(dict.fromkeys(word for words in found for word in words))


@cache
def languages_of_terms() -> tuple[str, ...]:
    """The codes the file has columns for."""
    return tuple(_book())


@cache
def _book() -> dict[str, tuple[re.Pattern[str], "_Lookup"]]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = [code for code in rows[0] if code != "ja"]
    return {code: _of_language(code, rows) for code in codes}


class _Lookup(dict[str, tuple[str, ...]]):
    """Spelling to concepts; an English plural is looked up as its singular."""

    def __missing__(self, key: str) -> tuple[str, ...]:
        for ending in ("'s", "es", "s"):
            if key.endswith(ending) and key.removesuffix(ending) in self:
                return self[key.removesuffix(ending)]
        return ()


def _of_language(code: str, rows: list[dict[str, str]]) -> tuple[re.Pattern[str], _Lookup]:
    japanese = _Lookup()
    for row in rows:
        for spelling in row[code].split("|"):
            key = _key(_folded(spelling), code)
            if key:
                japanese[key] = tuple(dict.fromkeys((*japanese.get(key, ()), row["ja"])))
    longest_first = "|".join(re.escape(key) for key in sorted(japanese, key=len, reverse=True))
    edge = r"\b" if code in _SPACED else ""
    return re.compile(f"{edge}(?:{longest_first}){_ENDINGS.get(code, '')}{edge}"), japanese


def _key(text: str, language: str) -> str:
    return text.strip() if language in _SPACED else text.replace(" ", "").strip() if language == "zh" else text.strip()


def _folded(text: str) -> str:
    """One spelling of letters; marks on vowels are dropped, since many type without them (ã, ệ, đ)."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("đ", "d").replace("’", "'")
    if not _LATIN.search(plain):
        return plain
    apart = unicodedata.normalize("NFD", plain)
    return unicodedata.normalize("NFC", _LATIN_MARKS.sub("", apart))


_LATIN: Final = re.compile("[a-z]")
_LATIN_MARKS: Final = re.compile("(?<=[a-z])[\u0300-\u036f]+")
