"""Sudachi's dictionary, asked for names only: one tokenizer a thread, loaded when the first name is looked for."""

import threading
from dataclasses import dataclass
from functools import cache
from typing import Any

from sudachipy import Dictionary, SplitMode

_LONGEST_BYTES = 40_000  # Sudachi refuses more than 49,149 bytes
_per_thread = threading.local()


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a sentence; `sort` is what kind of name it is (姓, 名, 一般, 地名) or empty."""

    start: int
    end: int
    surface: str
    sort: str
    noun: bool


def words_of(sentence: str) -> list[Word]:
    """The words of a sentence of at most 10,000 characters; a longer one is cut there."""
    text = sentence.encode()[:_LONGEST_BYTES].decode(errors="ignore")
    return [
        Word(morpheme.begin(), morpheme.end(), morpheme.surface(), _sort(part), part[0] in {"名詞", "接尾辞", "接頭辞"})
        for morpheme in _tokenizer().tokenize(text)
        for part in (morpheme.part_of_speech(),)
    ]


def _sort(part: tuple[str, ...]) -> str:
    if part[1] != "固有名詞":
        return ""
    return part[3] if part[2] == "人名" else part[2]


@cache
def _dictionary() -> Any:
    return Dictionary(dict="core")


def _tokenizer() -> Any:
    if not hasattr(_per_thread, "tokenizer"):
        _per_thread.tokenizer = _dictionary().tokenizer(mode=SplitMode.A)
    return _per_thread.tokenizer
