"""A text as verification reads it: its words and facts in order, and the neighbourhood of each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from assistants.verifying.facts import Fact
from assistants.verifying.find_facts import find_facts
from assistants.verifying.polarity import does_without, is_condition, said_of
from assistants.verifying.spelling import spelled
from knowledge.public import ContentWord, content_words

_NEAR: Final = 14  # words to each side that make a neighbourhood
_FADE: Final = 0.8  # of the weight, per word of distance
_RIGHT: Final = 0.75  # what follows a fact says less about it than what stands before
_CLAUSE: Final = 0.75  # across 、
_SENTENCE: Final = 0.3  # across 。
_SAME_SENTENCE: Final = 0.25  # every word of the sentence counts at least so much
_AUXILIARY: Final = frozenset(
    {"有る", "為る", "居る", "下さる", "頂く", "成る", "無い", "なし", "御座る", "良い", "宜しい", "付く", "こと"}
)
_BREAKS: Final = re.compile(r"[。！？!?](?![)」』])|\n|[、;／/|]")
_CACHED: Final = 2_000  # readings; a town's passages recur


@dataclass(frozen=True, slots=True)
class Item:
    """A word or a fact. `clause` and `sentence` count from 0; `said` is False when it is denied.

    `supposed`: it stands in a condition. `needless`: it is denied as not needed (「申請しなくても」).
    """

    word: str
    begin: int
    end: int
    clause: int
    sentence: int
    fact: Fact | None = None
    said: bool = True
    part: str = ""
    surface: str = ""
    supposed: bool = False
    needless: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """The items of a text in order; `families` leads from a fact's family or a word to the places of its items."""

    text: str
    items: tuple[Item, ...]
    families: Mapping[str, tuple[int, ...]]
    words: Mapping[str, int]
    sentences: tuple[tuple[Item, ...], ...]
    _neighbourhoods: dict[int, dict[str, float]] = field(default_factory=dict, repr=False, compare=False)

    def neighbourhood(self, index: int) -> dict[str, float]:
        """Words near item `index` and how near: 1 is beside it."""
        if index not in self._neighbourhoods:
            self._neighbourhoods[index] = _neighbourhood(self.items, index)
        return self._neighbourhoods[index]

    def before(self, index: int) -> str:
        """The item straight before `index` in the same sentence, or ""."""
        same = index > 0 and self.items[index - 1].sentence == self.items[index].sentence
        return self.items[index - 1].word if same else ""

    def after(self, index: int) -> str:
        """The item straight after `index` in the same sentence, or ""."""
        same = index + 1 < len(self.items) and self.items[index + 1].sentence == self.items[index].sentence
        return self.items[index + 1].word if same else ""

    def near_before(self, index: int) -> set[str]:
        """The two items before `index`, with their words."""
        return {item.word for item in self.items[max(0, index - 2) : index]}


@lru_cache(maxsize=_CACHED)
def read(text: str) -> Reading:
    """The reading of `text`; kept, since passages are cited again and again. Pure: the same text, the same reading."""
    plain = spelled(text=text)
    facts = find_facts(text=plain)
    items = _items(plain, facts)
    families: dict[str, list[int]] = {}
    words: dict[str, int] = {}
    for index, item in enumerate(items):
        families.setdefault(item.fact.family if item.fact else item.word, []).append(index)
        words[item.word] = words.get(item.word, 0) + 1
    return Reading(plain, items, {name: tuple(places) for name, places in families.items()}, words, _sentences(items))


def _sentences(items: tuple[Item, ...]) -> tuple[tuple[Item, ...], ...]:
    groups: dict[int, list[Item]] = {}
    for item in items:
        groups.setdefault(item.sentence, []).append(item)
    return tuple(tuple(group) for group in groups.values())


def _items(plain: str, facts: tuple[Fact, ...]) -> tuple[Item, ...]:
    taken = bytearray(len(plain) + 1)
    for fact in facts:
        taken[fact.begin : fact.end] = b"\x01" * (fact.end - fact.begin)
    found: list[Fact | ContentWord] = [*facts]
    found += [word for word in content_words(text=plain) if not any(taken[word.begin : word.end])]
    found.sort(key=lambda one: one.begin)
    ends = [_until(found, index, plain) for index in range(len(found))]
    breaks = [(at.start(), at[0] in "。\n！？!?") for at in _BREAKS.finditer(plain)]
    items = []
    clause = sentence = passed = 0
    for one, until in zip(found, ends, strict=True):
        while passed < len(breaks) and breaks[passed][0] < one.begin:
            clause += 1
            sentence += breaks[passed][1]
            passed += 1
        items.append(_item(one, plain[:until], clause, sentence))
    return tuple(items)


def _until(found: list[Fact | ContentWord], index: int, plain: str) -> int:
    """How far the endings of a word reach: to the next word that is not a mere auxiliary."""
    for following in found[index + 1 :]:
        if isinstance(following, Fact) or following.term not in _AUXILIARY:
            return following.begin
    return len(plain)


def _item(one: Fact | ContentWord, plain: str, clause: int, sentence: int) -> Item:
    if isinstance(one, Fact):
        _word, said = said_of(term="", text=plain, end=one.end)
        return Item(one.word, one.begin, one.end, clause, sentence, fact=one, said=said)
    word, said = said_of(term=one.term, text=plain, end=one.end)
    supposed, needless = is_condition(text=plain, end=one.end), does_without(text=plain, end=one.end)
    return Item(
        word, one.begin, one.end, clause, sentence,
        said=said, part=one.part, surface=one.surface, supposed=supposed, needless=needless,
    )  # fmt: skip


def _neighbourhood(items: tuple[Item, ...], index: int) -> dict[str, float]:
    here = items[index]
    near: dict[str, float] = {} if here.fact else {here.word: 1.0}
    for step, side in ((-1, 1.0), (1, _RIGHT)):
        place, weight = index + step, side
        for _distance in range(_NEAR):
            if not 0 <= place < len(items):
                break
            other = items[place]
            now = weight * _CLAUSE ** min(abs(here.clause - other.clause), 4)
            if other.sentence != here.sentence:
                now *= _SENTENCE ** abs(here.sentence - other.sentence)
            elif now < _SAME_SENTENCE:
                now = _SAME_SENTENCE
            near[other.word] = max(near.get(other.word, 0.0), now)
            weight *= _FADE
            place += step
    return near
