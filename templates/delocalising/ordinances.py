"""Ordinances and rules of a town by name or number. National laws, and a bare 「条例」, are nobody's own."""

import re
from collections.abc import Iterator
from typing import Final

from templates.delocalising.local_fact import FactKind
from templates.delocalising.span import Span

_YEAR: Final = r"(?:(?:令和|平成|昭和|大正|明治)(?:[0-9]{1,3}|[〇一二三四五六七八九十]{1,4}|元)年)?"
_KINDS: Final = r"(?:条例施行規則|施行規則|施行条例|条例|規則|規程|要綱|要領)"
_ITS_NUMBER: Final = r"(?:[0-9]{1,4}|[一二三四五六七八九十百]{1,5})"
_NUMBER: Final = rf"{_YEAR}[一-龥]{{0,8}}?(?:条例|規則|訓令|告示|公告|教育委員会規則)第{_ITS_NUMBER}号"
_END: Final = re.compile(rf"{_KINDS}(?![で及案等]|を定|に定)(?:\({_NUMBER}\))?")
_BARE: Final = re.compile(_NUMBER)
_START_OF_CLAUSE: Final = re.compile(r"[。、,「」『』()\n:：・○●■\]\[}{!?<>]")
_OWNED: Final = re.compile(r"[一-龥々ァ-ヴーケぁ-ん]{1,12}?[市町村区]")
_OPENING: Final = re.compile(r"[「『]")
_GENERIC: Final = re.compile(
    r"^(?:この|その|当該|本|各|関係|同|次の|市|町|村|県|国の?|都道府県|市町村|地方|標準|現行の?|改正|制定|新|旧|上記|別に定める|町の|市の|村の|"
    r"前項の|準則|自治体の|他の|以下この|既存の|条例|上位|個別|就業|内部|交通|入力|募集|申請|応募)*$"
)
_ANYBODYS: Final = re.compile(r"(?:^|[はがをにとで])[国県市町村]の$")  # 謝金は町の規程による
_NATIONAL: Final = re.compile(r"法施行規則$|人事院規則$|省令$|会社法施行規則$")
_REACH: Final = 60


def find_ordinances(text: str) -> Iterator[Span]:
    """Named ordinances with their number, and numbers alone."""
    for found in _END.finditer(text):
        start = _start(text, found.start())
        name = text[start : found.start()]
        if len(name) > 1 and not _is_anybodys(name) and not _NATIONAL.search(text[start : found.end()]):
            yield Span(start, found.end(), FactKind.ORDINANCE)
    yield from (Span(m.start(), m.end(), FactKind.ORDINANCE) for m in _BARE.finditer(text))


def _is_anybodys(name: str) -> bool:
    return bool(_GENERIC.match(name) or _ANYBODYS.search(name))


def _start(text: str, end: int) -> int:
    """Where the name begins: after the last mark, at the town, or at the last run of kanji."""
    floor = max(0, end - _REACH)
    marks = [m.end() for m in _START_OF_CLAUSE.finditer(text, floor, end)]
    clause = marks[-1] if marks else floor
    if clause and _OPENING.match(text[clause - 1]):
        return clause
    owned = list(_OWNED.finditer(text, clause, end))
    if owned:
        return owned[0].start()
    run = re.search(r"[一-龥々ァ-ヴーケ]{1,30}$", text[clause:end])
    return clause + run.start() if run else end
