"""Names of municipalities, wards and prefectures of all Japan in a folded text, with and without 市町村, in kana."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from knowledge.public import Morpheme
from templates.delocalising.folding import fold, hiragana
from templates.delocalising.local_fact import FactKind
from templates.delocalising.span import Span
from tenants.public import listed_municipalities

_WARDS: Final = Path(__file__).parent / "data" / "wards.txt"
_SUFFIXES: Final = "市区町村"
_NOT_AFTER: Final = re.compile(r"場(?!所|合)")  # 八日市場, 小売市場
_KANA: Final = re.compile(r"[ぁ-ゖー]+")
_MAY_PRECEDE: Final = frozenset("はがのをにとへでもやら、")  # particles, so that a name in kana begins here
_LONG_KANA: Final = 5
_SHORT: Final = 2
_SHORT_KANA: Final = 3
_FORMER: Final = re.compile(r"[一-龥ケ]{2,}[市町村]$")  # names that were given up; the dictionary knows many
_UNLISTED: Final = re.compile(r"(?<![一-龥ケ])[一-龥ケ]{2,4}[町村](?=[はがとのをにへや、・民長立役議])")
_NO_NAME: Final = re.compile(
    r"^(?:市町村|各市町村|近隣(?:市)?町村|関係(?:市)?町村|全(?:市)?町村|他(?:の)?(?:市)?町村|両町|両村|農村|山村|漁村|農山漁村|城下町|"
    r"宿場町|門前町|港町|下町|当該(?:市)?町村|県内(?:市)?町村|区町村|市区町村|指定町村|加盟町村|構成(?:市)?町村|参加(?:市)?町村|同町村|過疎町村)$"
)
_COUNTY: Final = re.compile(r"(?<![一-龥])[一-龥ケ]{1,4}郡(?=[一-龥ぁ-んァ-ヴ]{1,7}[町村]|$|[\s、。はがのをにと])")
_CRAFTS: Final = re.compile(
    r"(?:塗|焼|織|紬|染|漬|牛|豚|茶|米|酒|節|弁|紙|帳|漆器|鉄器|和紙|人形|うどん|そば|ラーメン|みそ|味噌|言葉|魂|議定書|条約|宣言|五輪|オリンピック|"
    r"万博|地震|大震災|噴火|線|湾|半島|平野|盆地|山脈|海峡|湖|川|川水系|台風)"
)


@dataclass(frozen=True, slots=True)
class _Listed:
    names: frozenset[str]
    bases: frozenset[str]
    kana: frozenset[str]
    longest: int
    longest_kana: int


@cache
def _listed() -> _Listed:
    rows = listed_municipalities().values()
    names = {fold(row.name) for row in rows} | set(fold(_WARDS.read_text(encoding="utf-8")).split())
    prefectures = {row.prefecture for row in rows}
    kana = {hiragana(fold(row.kana)) for row in rows}
    bases = {name[:-1] for name in names if len(name) > _SHORT and not name.endswith("区")}
    bases |= {fold(row.name)[:-1] for row in rows if row.name.endswith("区") and len(row.name) > _SHORT_KANA}
    whole = frozenset(names | prefectures)
    return _Listed(whole, frozenset(bases), frozenset(kana), max(map(len, whole)), max(map(len, kana)))


@cache
def prefecture_names() -> frozenset[str]:
    """The 47, as they are written in full."""
    return frozenset(row.prefecture for row in listed_municipalities().values())


@cache
def _prefecture_bases() -> frozenset[str]:
    return frozenset(name if name == "北海道" else name[:-1] for name in prefecture_names())


def find_places(text: str, pieces: Sequence[Morpheme]) -> Iterator[Span]:
    """Every listed name; `pieces` are the morphemes of `text`."""
    yield from _full_names(text)
    yield from _bases(text, pieces)
    yield from _in_kana(text)
    yield from (
        Span(m.start(), m.end(), FactKind.TOWN_NAME) for m in _UNLISTED.finditer(text) if not _NO_NAME.match(m[0])
    )
    yield from (Span(m.start(), m.end(), FactKind.TOWN_NAME, "郡") for m in _COUNTY.finditer(text))


def _full_names(text: str) -> Iterator[Span]:
    listed = _listed()
    for end, letter in enumerate(text, 1):
        if letter not in _SUFFIXES and letter not in "県都府道":
            continue
        if letter == "市" and _NOT_AFTER.match(text, end):
            continue
        for length in range(min(listed.longest, end), 1, -1):
            word = text[end - length : end]
            if word in listed.names:
                kind = FactKind.PREFECTURE if word in prefecture_names() else FactKind.TOWN_NAME
                yield Span(end - length, end, kind)
                break


def _bases(text: str, pieces: Sequence[Morpheme]) -> Iterator[Span]:
    listed = _listed()
    for piece in pieces:
        word = piece.surface
        if piece.part[1] != "固有名詞" or piece.part[2] != "地名" or _CRAFTS.match(text, piece.end):
            continue
        if word in _prefecture_bases() and not _about_a_person(text, piece.end):
            yield Span(piece.begin, piece.end, FactKind.PREFECTURE)
        elif len(word) > 1 and (word in listed.bases or _FORMER.search(word)):
            yield Span(piece.begin, piece.end, FactKind.TOWN_NAME)


def _about_a_person(text: str, end: int) -> bool:
    return text.startswith(("さん", "様", "氏", "に折"), end)


def _in_kana(text: str) -> Iterator[Span]:
    listed = _listed()
    plain = hiragana(text)
    for run in _KANA.finditer(plain):
        word = run[0]
        if word in listed.kana and len(word) > _SHORT_KANA:
            yield Span(run.start(), run.end(), FactKind.TOWN_NAME, "かな")
            continue
        for start in range(len(word)):
            if start and word[start - 1] not in _MAY_PRECEDE:
                continue
            for length in range(min(listed.longest_kana, len(word) - start), _LONG_KANA - 1, -1):
                if word[start : start + length] in listed.kana:
                    yield Span(run.start() + start, run.start() + start + length, FactKind.TOWN_NAME, "かな")
                    break
