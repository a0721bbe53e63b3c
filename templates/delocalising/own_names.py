"""The town's own name in every writing: spaced, in kana, in Latin letters, and without 市町村 where it is the town."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from knowledge.public import Morpheme
from templates.delocalising.folding import fold, hiragana
from templates.delocalising.local_fact import FactKind, LocalFacts
from templates.delocalising.span import Span

_SUFFIX: Final = re.compile(r"[市区町村]$")
_KANA_SUFFIX: Final = re.compile(r"(?:ちょう|まち|むら|そん|し|く)$")
_ENGLISH_SUFFIX: Final = re.compile(r"[ -](?:town|city|village|cho|machi|shi|mura)$", re.IGNORECASE)
_KANA_GAP: Final = ord("ァ") - ord("ぁ")
_BEGINS: Final = r"(?:(?<![ぁ-ゖ])|(?<=[はがのをにとへでもや]))"
_SHORT_ENDS: Final = r"(?:(?![ぁ-ゖ])|(?=(?:は|の|に|へ|と|から|で|を|も)(?!す|した)))"
_LONG: Final = 4  # letters of kana from which no other word is likely to end in the name
_SHORT: Final = 2
_AFTER_ONE_LETTER: Final = "にのでをはがへとも、。 かま"
_HAN: Final = re.compile(r"[一-龥々ケ]")
_SIDE: Final = re.compile(r"^[東西南北上下新](?=.{2})")  # 西粟倉村 is called 粟倉 by who lives there
_WIDER: Final = frozenset({"九州", "四国", "日本", "東京", "京都", "大阪", "北海道"})
_OF_THE_TOWN: Final = re.compile(r"(?:駅|町|市|村|祭|まつり|中|小|高|城|橋|川|山|産|民)")
_OTHER_THINGS: Final = re.compile(r"(?:自動車|言葉|魂|絵|撫子|なでしこ|鉄器|芋|煮)")


@dataclass(frozen=True, slots=True)
class OwnWord:
    """One way to write something of the town; `in_kana`: compared with the text in hiragana."""

    pattern: re.Pattern[str]
    kind: FactKind
    role: str = ""
    in_kana: bool = False


def spaced(word: str) -> re.Pattern[str]:
    """The word, also when its letters are set apart: 雲 井 町."""
    return re.compile(r"[ \n]?".join(map(re.escape, word)), re.IGNORECASE)


def name_words(town: LocalFacts) -> Iterator[OwnWord]:
    """Name, kana, Latin letters and prefecture."""
    yield OwnWord(spaced(fold(town.name)), FactKind.OWN_TOWN, "町名")
    if town.prefecture:
        yield OwnWord(spaced(fold(town.prefecture)), FactKind.PREFECTURE, "都道府県名")
    kana = hiragana(fold(town.kana))
    for word in dict.fromkeys((kana, _KANA_SUFFIX.sub("", kana))):
        yield from _in_kana(word)
    english = _ENGLISH_SUFFIX.sub("", fold(town.name_en))
    if english:
        pattern = re.compile(
            rf"(?<![a-z]){re.escape(english)}(?:[ -](?:town|city|village)(?![a-z]))?(?![a-z])", re.IGNORECASE
        )
        yield OwnWord(pattern, FactKind.OWN_TOWN, "町名（英語）")


def bare_names(text: str, pieces: Sequence[Morpheme], town: LocalFacts) -> Iterator[Span]:
    """The own name without 市町村: part of no longer word that is something else (日野自動車, 大和言葉)."""
    base = _SUFFIX.sub("", fold(town.name))
    if not base:
        return
    called = _SIDE.sub("", base)
    short = f"(?:{base[0]})?{called}" if len(called) > 1 and called not in _WIDER else base
    for found in re.finditer(short, text):
        fits = _one_letter_alone if len(base) == 1 else _may_be_the_town
        if fits(text, found, pieces):
            yield Span(found.start(), found.end(), FactKind.OWN_TOWN, "町の短い名前")


def _in_kana(word: str) -> Iterator[OwnWord]:
    if len(word) < _SHORT:
        return
    ends = "" if len(word) >= _LONG else _SHORT_ENDS
    yield OwnWord(re.compile(rf"{_BEGINS}{re.escape(word)}{ends}"), FactKind.OWN_TOWN, "町名（かな）", in_kana=True)
    if len(word) > _SHORT:
        katakana = "".join(chr(ord(letter) + _KANA_GAP) if "ぁ" <= letter <= "ゖ" else letter for letter in word)
        yield OwnWord(re.compile(rf"(?<![ァ-ヴー]){katakana}"), FactKind.OWN_TOWN, "町名（かな）")


def _one_letter_alone(text: str, found: re.Match[str], _pieces: Sequence[Morpheme]) -> bool:
    before, after = text[max(0, found.start() - 1) : found.start()], text[found.end() : found.end() + 1]
    return not _HAN.match(before) and after in _AFTER_ONE_LETTER


def _may_be_the_town(text: str, found: re.Match[str], pieces: Sequence[Morpheme]) -> bool:
    if _OTHER_THINGS.match(text, found.end()):
        return False
    around = [piece for piece in pieces if piece.begin < found.end() and piece.end > found.start()]
    if len(around) != 1 or around[0].end == found.end() or _OF_THE_TOWN.match(text, found.end()):
        return True
    return around[0].part[1] == "固有名詞" and around[0].part[2] in ("地名", "人名")
