"""Addresses of any body, down from a postal code or a town: chains of 大字, 丁目, 番地; over lines piece by piece."""

import re
from collections.abc import Iterator
from typing import Final

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


def find_addresses(text: str) -> Iterator[Span]:
    """Postal codes, areas with or without a house number, districts of a folded text; they may overlap."""
    yield from (Span(m.start(), m.end(), FactKind.ADDRESS) for m in _POSTAL.finditer(text))
    yield from (Span(m.start(), m.end(), FactKind.ADDRESS) for m in _WITH_AREA.finditer(text) if len(m[0]) > _SHORTEST)
    for found in _WITH_NUMBER.finditer(text):
        chain = re.search(rf"{_CHAIN}$", found[0])
        place = found[0][: chain.start()].strip() if chain else ""
        if place and not _NO_PLACE.search(place) and not re.search(r"[市区町村]の$", place):
            yield Span(found.start(), found.end(), FactKind.ADDRESS)
    for found in _DISTRICT.finditer(text):
        if not _NO_DISTRICT.match(found[0]):
            yield Span(found.start(), found.end(), FactKind.ADDRESS)
