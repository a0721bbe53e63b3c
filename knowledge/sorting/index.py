"""Finds items by name: exact, by a part of the name, by reading. Built from a book in some tenths of a second."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from knowledge.sorting.book import Book, Item
from knowledge.sorting.families import FAMILIES, families_of
from knowledge.sorting.fold import fold, short, sound
from knowledge.sorting.same_things import SAME_THINGS

_BRACKETS: Final = re.compile(r"[(（\[［【][^()（）\[\]［］【】]*[)）\]］】]")
_PARTS: Final = re.compile(r"[・／/、,，]|(?<=[^\s])[\s　]+(?=[^\s])")
_LEAST_PART: Final = 2
# Brackets that say of what or for what a thing is, and not what else it is called.
_QUALIFIES: Final = re.compile(
    r"(?:製|用|型|付き?|もの|物|以上|未満|以下|入り|など|不可|あり|なし|のみ|だけ|使い捨て|少量|小型|大型|中身|枠|空|紙|布|革|皮|木|金属|"
    r"陶器|陶磁器|ガラス|プラスチック|ゴム|ビニール|スプリング|飲料|食品|家庭|鉱物|商品|ネット|本体)$|[0-9をがで]"
)
_KANA: Final = re.compile(r"[ぁ-んァ-ヶー]+")
_LEAST_BRACKET: Final = 3
# How near a key stands to the item: a whole name beats a name without its bracket, that beats a part of a list.
WHOLE, OTHER, BARE, PART, BRACKET = 0, 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class Key:
    """One spelling by which an item is known. `text` is folded; `written` as it stands in the town's list."""

    text: str
    item: int
    level: int
    written: str


@dataclass(frozen=True, slots=True)
class Index:
    """Keys of items by spelling and by sound; names of kinds and districts by spelling and sound."""

    by_fold: dict[str, tuple[Key, ...]]
    by_sound: dict[str, tuple[Key, ...]]
    keys: tuple[Key, ...]
    categories: dict[str, frozenset[int]]
    districts: dict[str, frozenset[int]]
    longest: int


def index_of(*, book: Book) -> Index:
    """The index of a book."""
    own = [key for number, item in enumerate(book.items) for key in _keys(item, number)]
    keys = (*own, *_same_things(own))
    by_fold, by_sound = defaultdict(list), defaultdict(list)
    for key in keys:
        by_fold[key.text].append(key)
        by_sound[_sound_of(key, book.items[key.item])].append(key)
    longest = max((len(key.text) for key in keys), default=0)
    return Index(_frozen(by_fold), _frozen(by_sound), keys, _categories(book), _districts(book), longest)


def bare(*, name: str) -> str:
    """A name without what stands in brackets."""
    return _BRACKETS.sub("", unicodedata.normalize("NFKC", name)).strip()


def bracketed(*, name: str) -> str:
    """What stands in the brackets of a name, joined; empty without any."""
    return "、".join(found[1:-1] for found in _BRACKETS.findall(unicodedata.normalize("NFKC", name)))


def _keys(item: Item, number: int) -> list[Key]:
    found: dict[str, Key] = {}

    def add(written: str, level: int) -> None:
        text = fold(text=written)
        if text and text not in found:
            found[text] = Key(text, number, level, written)

    add(item.name, WHOLE)
    for name in item.other_names:
        add(name, OTHER)
    plain = bare(name=item.name)
    add(plain, BARE)
    inside = bracketed(name=item.name)
    if inside and _KANA.fullmatch(inside) and not _KANA.fullmatch(plain):
        add(inside, OTHER)  # 「鍬（くわ）」: a reading
    if inside:
        add(inside + plain, BARE)  # 「カイロ（使い捨て）」 is asked for as 使い捨てカイロ
    parts = [part for part in _PARTS.split(plain) if len(fold(text=part)) >= _LEAST_PART]
    for part in parts if len(parts) > 1 else []:
        add(part, PART)
    for part in _PARTS.split(inside):
        if len(fold(text=part)) >= _LEAST_BRACKET and not _QUALIFIES.search(unicodedata.normalize("NFKC", part)):
            add(part, BRACKET)
    return list(found.values())


def _same_things(own: list[Key]) -> Iterator[Key]:
    """Keys for what people call a thing that the list names otherwise."""
    known: dict[str, list[Key]] = defaultdict(list)
    for key in own:
        if key.level != BRACKET:
            known[key.text].append(key)
    for words in SAME_THINGS:
        spelt = [fold(text=word) for word in words]
        items = list(dict.fromkeys(key.item for text in spelt for key in known.get(text, ())))
        for word, text in zip(words, spelt, strict=True):
            if text not in known:
                yield from (Key(text, item, OTHER, word) for item in items)


def _sound_of(key: Key, item: Item) -> str:
    given = key.level == BARE or (key.level == WHOLE and bare(name=item.name) == item.name)
    if given and len(item.reading) > 1:
        return short(kana=fold(text=item.reading))
    return sound(text=key.written)


def _categories(book: Book) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for category in book.categories:
        for name in (category.name, *category.other_names):
            found[fold(text=name)].add(category.id)
        for family in families_of(name=category.name):
            for word in FAMILIES[family]:
                found[fold(text=word)].add(category.id)
    named = {fold(text=category.name): category.id for category in book.categories}
    return {word: frozenset((named[word],)) if word in named else frozenset(ids) for word, ids in found.items()}


def _districts(book: Book) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for district in book.districts:
        names = [district.name, bare(name=district.name), district.reading]
        names += [name for area in district.areas for name in (area[0], bare(name=area[0]), area[1])]
        for name in filter(None, names):
            found[fold(text=name)].add(district.id)
            if name.endswith("地区"):
                found[fold(text=name.removesuffix("地区"))].add(district.id)
    return {word: frozenset(ids) for word, ids in found.items()}


def _frozen(found: dict[str, list[Key]]) -> dict[str, tuple[Key, ...]]:
    return {word: tuple(sorted(keys, key=lambda key: key.level)) for word, keys in found.items()}
