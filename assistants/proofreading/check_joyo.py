"""常用漢字表: words with a kanji that the table does not have, names apart."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from assistants.proofreading.finding import Finding, finding
from assistants.proofreading.reading import NAME, Reading
from assistants.proofreading.rule import Profile, Rule, rule_of
from knowledge.public import Morpheme

_KANJI: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f]")
_BRACKET: Final = re.compile(r"[（(＜<《][ぁ-んァ-ヶー]+")
_READ_ALOUD: Final = re.compile(r"[^（(＜<《]+[（(＜<《][ぁ-んァ-ヶー]+")
# Forms of table characters that keyboards write instead: 通用字体 of the table's own notes.
_SAME_AS_TABLE: Final = frozenset("叱剥填頬")


def check_joyo(*, reading: Reading, profile: Profile) -> Iterator[Finding]:
    """A finding for each word outside the table, a cue where nothing is known to write instead.

    A word with its reading right behind it is none.
    """
    rule, unknown = rule_of("joyo"), rule_of("joyo_unknown")
    if profile not in rule.profiles or not outside(text=reading.text):
        return
    for morpheme in reading.morphemes:
        if not outside(text=morpheme.surface) or _is_name(morpheme) or _is_read_aloud(reading, morpheme):
            continue
        better = _better(morpheme, rule)
        safe = better is not None and not set(_KANJI.findall(better)) - set(morpheme.surface)
        place = {"start": morpheme.begin, "end": morpheme.end}
        told = rule if better is not None else unknown
        yield finding(rule=told, text=reading.text, suggestion=better, safe=safe, **place)


def outside(*, text: str) -> list[str]:
    """The kanji of a text that the table does not have."""
    return [letter for letter in _KANJI.findall(text) if letter not in table()]


@cache
def table() -> frozenset[str]:
    """The 2,136 characters, and the forms of four of them that keyboards write."""
    written = (Path(__file__).parent / "joyo.txt").read_text(encoding="utf-8").split()
    return frozenset("".join(written)) | _SAME_AS_TABLE


def _is_read_aloud(reading: Reading, morpheme: Morpheme) -> bool:
    """With its reading in brackets; SudachiPy takes some readings into the morpheme itself."""
    return bool(_READ_ALOUD.match(morpheme.surface) or _BRACKET.match(reading.text, morpheme.end))


def _is_name(morpheme: Morpheme) -> bool:
    return morpheme.part[1] == NAME or (len(morpheme.surface) == 1 and morpheme.part[0] in ("接尾辞", "接頭辞", "記号"))


def _better(morpheme: Morpheme, rule: Rule) -> str | None:
    """What the table's list says, put into the form in which the word stands."""
    known = rule.words.get(morpheme.surface)
    if known is not None:
        return known
    base, whole = morpheme.dictionary_form, rule.words.get(morpheme.dictionary_form)
    if whole is None:
        return _with_parts(morpheme.surface, rule)
    same = 0
    while same < min(len(base), len(whole)) and base[-1 - same] == whole[-1 - same]:
        same += 1
    stem, kana = base[: len(base) - same], whole[: len(whole) - same]
    return kana + morpheme.surface[len(stem) :] if morpheme.surface.startswith(stem) else None


def _with_parts(surface: str, rule: Rule) -> str | None:
    """A longer word that holds a listed one, 感染症蔓延 → 感染症まん延; None when letters outside are left."""
    for word, better in rule.words.items():
        if len(word) > 1 and word in surface:
            surface = surface.replace(word, better)
    return None if outside(text=surface) else surface
