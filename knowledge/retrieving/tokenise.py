"""Cuts a text into the words that search works with."""

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sudachipy import Config, Dictionary, Morpheme, SplitMode, Tokenizer

from knowledge.retrieving.normalise import normalise

# SudachiPy refuses more than 49,149 bytes at once; a Japanese letter has 3, some 4.
CHUNK_CHARACTERS = 8_000
_CONTENT = frozenset({"名詞", "動詞", "形容詞", "形状詞", "副詞", "接頭辞", "接尾辞"})
_SENTENCE_ENDS = "。\n！？!?、 "
_WORD = re.compile(r"[0-9a-z\u3040-\u30ff\u3400-\u9fff々〆]", re.IGNORECASE)
_of_thread = threading.local()


@dataclass(frozen=True, slots=True)
class Token:
    """A content word. `term` is its normalised form; `begin`, `end` are offsets in the normalised text.

    `part` is its part of speech as the dictionary names it (名詞, 動詞 …); 固有名詞 for names.
    """

    term: str
    surface: str
    begin: int
    end: int
    part: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Any morpheme with its reading in katakana; `part` as the dictionary names it (名詞, 助詞 …)."""

    surface: str
    reading: str
    part: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Any morpheme with its place in the text as given; `part` from coarse to fine, as the dictionary names it."""

    surface: str
    begin: int
    end: int
    part: tuple[str, ...]
    dictionary_form: str


@dataclass(frozen=True, slots=True)
class _Cutter:
    tokenizer: Tokenizer
    is_content: Callable[[Morpheme], bool]


def terms(*, text: str, user_dictionaries: tuple[Path, ...] = ()) -> list[str]:
    """Content words of `text` in order, repeated as often as they occur: normalised forms of SudachiPy, mode A.

    The text is normalised first. Some 300,000 characters a second; safe in threads.
    """
    cut = _cutter(user_dictionaries)
    found = [
        morpheme.normalized_form()
        for _, chunk in _chunks(normalise(text=text))
        for morpheme in cut.tokenizer.tokenize(chunk, SplitMode.A)
        if cut.is_content(morpheme)
    ]
    return [term for word in found if (term := _term(word))]


def tokens(*, text: str, user_dictionaries: tuple[Path, ...] = ()) -> Iterator[Token]:
    """Content words with their place in `normalise(text=text)`, for highlighting and explaining."""
    cut = _cutter(user_dictionaries)
    for start, chunk in _chunks(normalise(text=text)):
        for morpheme in cut.tokenizer.tokenize(chunk, SplitMode.A):
            term = _term(morpheme.normalized_form()) if cut.is_content(morpheme) else ""
            if term:
                begin, end = start + morpheme.begin(), start + morpheme.end()
                yield Token(term, morpheme.surface(), begin, end, _part(morpheme.part_of_speech()))


def spoken(*, text: str) -> list[Spoken]:
    """All morphemes of a short text with their readings, mode A; the text is not normalised."""
    found = _cutter(()).tokenizer.tokenize(text[:CHUNK_CHARACTERS], SplitMode.A)
    return [Spoken(m.surface(), m.reading_form(), m.part_of_speech()[0]) for m in found]


def pieces(*, text: str) -> Iterator[Piece]:
    """All morphemes in order, the longest units (mode C), the text not normalised. Some 300,000 characters a second."""
    cut = _cutter(())
    for start, chunk in _chunks(text):
        for m in cut.tokenizer.tokenize(chunk, SplitMode.C):
            yield Piece(m.surface(), start + m.begin(), start + m.end(), m.part_of_speech(), m.dictionary_form())


def _part(part: tuple[str, ...]) -> str:
    return part[1] if part[1] == "固有名詞" else part[0]


@lru_cache(maxsize=100_000)
def _term(word: str) -> str:
    return word.lower() if _WORD.search(word) else ""


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    while start < len(text):
        end = start + CHUNK_CHARACTERS
        if end < len(text):
            cut = max(text.rfind(mark, start + CHUNK_CHARACTERS // 2, end) for mark in _SENTENCE_ENDS)
            end = cut + 1 if cut > 0 else end
        yield start, text[start:end]
        start = end


def _cutter(user_dictionaries: tuple[Path, ...]) -> _Cutter:
    """This thread's tokenizer: SudachiPy's are not safe to share between threads, its dictionary is."""
    kept: dict[tuple[Path, ...], _Cutter] | None = getattr(_of_thread, "cutters", None)
    if kept is None:
        kept = _of_thread.cutters = {}
    if user_dictionaries not in kept:
        dictionary = _dictionary(user_dictionaries)
        kept[user_dictionaries] = _Cutter(dictionary.create(), dictionary.pos_matcher(_is_content))
    return kept[user_dictionaries]


@lru_cache(maxsize=8)
def _dictionary(user_dictionaries: tuple[Path, ...]) -> Dictionary:
    return Dictionary(config=Config(user=[str(path) for path in user_dictionaries]))


def _is_content(part: tuple[str, ...]) -> bool:
    return part[0] in _CONTENT and (part[1] != "非自立可能" or part[0] == "動詞")
