"""Addresses of any body, down from a postal code or a town: chains of 大字, 丁目, 番地; over lines piece by piece."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from knowledge.public import Morpheme
from templates.delocalising.local_fact import FactKind
from templates.delocalising.span import Span

_N: Final = r"(?:[0-9]{1,5}|[一二三四五六七八九十百]{1,4})"
_CHAIN: Final = (
    rf"(?:{_N}丁目(?:[ -]?{_N}(?:番地?|-)?(?:の|-)?(?:{_N}号?)?(?:-{_N})?)?"
    rf"|{_N}番地(?:の?{_N}|-{_N})?(?:号)?|{_N}番{_N}号|[1-9][0-9]{{0,3}}(?:-[0-9]{{1,4}}){{1,3}}(?![0-9-])(?:号)?|[0-9]{{1,5}}の[0-9]{{1,3}})"
)
_PLACE: Final = r"[一-龥々ァ-ヴーケぁ-ん]"
_POSTAL: Final = re.compile(r"〒 ?[0-9]{3}-?[0-9]{4}|(?<![0-9-])[0-9]{3}-[0-9]{4}(?=[ \n]{0,2}[一-龥])(?![0-9-])")
_WITH_AREA: Final = re.compile(
    rf"(?:大字|字)[一-龥々ァ-ヴーケ]{{1,8}}(?:[のノがツ][一-龥々]{{1,4}})?(?:字[一-龥々ァ-ヴーケ]{{1,8}}(?:[のノがツ][一-龥々]{{1,4}})?)?(?:{_CHAIN})?"
)
_WITH_NUMBER: Final = re.compile(rf"(?<![0-9])[一-龥々ァ-ヴーケ]{{1,12}}?(?:[のノがツ][一-龥々]{{1,4}})? ?{_CHAIN}")
_BARE_NUMBER: Final = re.compile(  # 越智郡上島町弓削下弓削210
    rf"(?<=[郡都道府県])[一-龥々ケ]{{1,6}}?[市区町村][一-龥々ァ-ヴーケ]{{1,12}}(?<!第){_N}(?=[\s、。,()「」:]|$)"
)
_DISTRICT: Final = re.compile(
    r"(?<![一-龥々])[一-龥々]{2,6}(?:地区|行政区)(?!別|内|の皆|公|域)|(?<![一-龥々])[一-龥々]{2,6}町内会"
)
_SHORTEST: Final = 2
_NO_PLACE: Final = re.compile(
    r"(?:電話|内線|番号|直通|代表|年|月|日|約|計|全|第|税|号|件|人|回|円|等|各|例|課|係|室|局|様式|表|版|図|問|項目?)$"
)
_NO_DISTRICT: Final = re.compile(
    r"^(?:各|該当|対象|近隣|両|全|当該|同|他|農村|都市|過疎|調整|指定|警戒|中山間|居住|地元|被災|担当|モデル)"
)


def find_addresses(text: str, pieces: Sequence[Morpheme]) -> Iterator[Span]:
    """Postal codes, areas with or without a house number, districts of a folded text; they may overlap.

    `pieces`: its morphemes, because 字 is an area only as a word of its own, and not where letters are counted.
    """
    yield from (Span(m.start(), m.end(), FactKind.ADDRESS) for m in _POSTAL.finditer(text))
    words = _words_of_area(pieces)
    for found in _WITH_AREA.finditer(text):
        if len(found[0]) > _SHORTEST and found.start() in words:
            yield Span(found.start(), found.end(), FactKind.ADDRESS)
    yield from (Span(m.start(), m.end(), FactKind.ADDRESS) for m in _BARE_NUMBER.finditer(text))
    for found in _WITH_NUMBER.finditer(text):
        chain = re.search(rf"{_CHAIN}$", found[0])
        place = found[0][: chain.start()].strip() if chain else ""
        if place and not _NO_PLACE.search(place) and not re.search(r"[市区町村]の$", place):
            yield Span(found.start(), found.end(), FactKind.ADDRESS)
    for found in _DISTRICT.finditer(text):
        if not _NO_DISTRICT.match(found[0]):
            yield Span(found.start(), found.end(), FactKind.ADDRESS)


def _words_of_area(pieces: Sequence[Morpheme]) -> set[int]:
    """Where 字 or 大字 is a word of its own that counts no letters: not in 200字以内, 字数, 文字列."""
    areas = set()
    for at, piece in enumerate(pieces):
        counts = at > 0 and pieces[at - 1].part[1] == "数詞"
        if not counts and (piece.surface in ("字", "大字") or piece.part[1] == "固有名詞"):
            areas.add(piece.begin)
    return areas
