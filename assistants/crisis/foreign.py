"""Recognises people in danger who write in another language: rules for each; Japanese is recognise.py's."""

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

from assistants.speaking.detect import detected

_MARKS: Final = re.compile("(?<=[a-z])[\u0300-\u036f]+")
_BLANKS: Final = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")


def foreign_kinds(*, text: str) -> tuple[str, ...]:
    """Kinds of `assistants.models.Hotline` that fit, most urgent first; empty when nobody is in danger.

    Every language's rules are tried: which one it is needs not be certain for somebody to be helped. Japanese text is
    left to recognise.py: 自殺 stands in 自殺対策計画 too.
    """
    if detected(text=text) == "ja":
        return ()
    plain = _folded(text)
    for harmless, _kinds in _rules():
        plain = harmless.sub(" ＿ ", plain)
    found = [kind for _harmless, kinds in _rules() for kind, pattern in kinds if pattern.search(plain)]
    return tuple(dict.fromkeys(found))


def _folded(text: str) -> str:
    """Casefolded, one blank between words, no marks on Latin vowels."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("đ", "d").replace("’", "'")
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", _BLANKS.sub(" ", plain))))


@cache
def _rules() -> tuple[tuple[re.Pattern[str], tuple[tuple[str, re.Pattern[str]], ...]], ...]:
    """Raises re.error or KeyError for a broken file: at the first message of a process, so tests read it."""
    read = tomllib.loads((Path(__file__).parent / "foreign.toml").read_text(encoding="utf-8"))
    return tuple(_of_language(words) for words in read.values())


def _of_language(words: dict[str, str]) -> tuple[re.Pattern[str], tuple[tuple[str, re.Pattern[str]], ...]]:
    kinds = tuple((kind, _pattern(words[kind])) for kind in words if kind != "harmless")
    return _pattern(words["harmless"]), kinds


def _pattern(words: str) -> re.Pattern[str]:
    """Latin words begin at their beginning (「muon chet」 not in a longer word)."""
    return re.compile(rf"(?<![a-z])(?:{unicodedata.normalize('NFC', words)})")
