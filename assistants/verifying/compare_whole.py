"""Compares a sentence with the one sentence of the source that it repeats: then nothing may come from another one.

Tables need this: each row says the same words with other values, and a mixture of two rows is false.
"""

import re
from collections import Counter
from typing import Final

from assistants.verifying.compare_facts import Objection, same_fact, same_limits
from assistants.verifying.compare_words import counts
from assistants.verifying.reading import Item, Reading
from assistants.verifying.reasons import Reason
from assistants.verifying.same_in_other_words import is_left_out, is_said_otherwise
from assistants.verifying.sources import Sources
from assistants.verifying.thresholds import REPEATS_FROM

_GARBLED: Final = re.compile(r"ないでない|ませんません|ないません")
_FEWEST: Final = 3  # words; a shorter sentence repeats only what says the very same
_TIE: Final = 0.02


def objection_to_mixture(*, sentence: Reading, sources: Sources) -> Objection | None:
    """Why a sentence that repeats one of the source mixes in facts, names or denials of another one."""
    if garbled := _GARBLED.search(sentence.text):
        return Reason.POLARITY, garbled[0]
    words = {item.word for item in sentence.items if item.fact is None and counts(item)}
    found = _repeated(words, sources) if len(words) >= _FEWEST else _the_same(sentence.items, sources)
    items = tuple(item for index, item in enumerate(sentence.items) if not _is_allowed(sentence, index, sources))
    foreign = [_foreign_to(items, group, heading, words) for group, heading in found]
    return min(foreign, key=lambda one: one is not None) if foreign and all(foreign) else None


def _is_allowed(sentence: Reading, index: int, sources: Sources) -> bool:
    """Whether the item is said in another form, so that it need not stand in the repeated sentence."""
    item = sentence.items[index]
    if item.needless and any(not place.item.said for place in sources.places("必要")):
        return True
    if not item.said and not item.fact and is_left_out(sentence=sentence, index=index, sources=sources):
        return True
    return is_said_otherwise(sentence=sentence, index=index, sources=sources)


def _repeated(words: set[str], sources: Sources) -> list[tuple[tuple[Item, ...], tuple[Item, ...]]]:
    """The sentences of the sources that say nearly all of these words, with the facts of their heading."""
    shares = []
    for reading, heading in sources.readings:
        above = tuple(item for item in reading.items if item.word in heading)
        for group in _below(reading, heading):
            there = {item.word for item in group}
            shares.append((len(words & there) / len(words), group, above))
    best = max((share for share, _group, _above in shares), default=0.0)
    if best < REPEATS_FROM:
        return []
    return [(group, above) for share, group, above in shares if share >= best - _TIE]


def _below(reading: Reading, heading: frozenset[str]) -> list[tuple[Item, ...]]:
    """The sentences that say more than the heading (or the question of a FAQ) does."""
    return [group for group in reading.sentences if any(item.word not in heading for item in group)]


def _the_same(items: tuple[Item, ...], sources: Sources) -> list[tuple[tuple[Item, ...], tuple[Item, ...]]]:
    """For a very short sentence (「できます。」): those that consist of the same words."""
    words = {item.word for item in items if item.fact is None}
    return [
        (group, ())
        for reading, heading in sources.readings
        for group in _below(reading, heading)
        if {item.word for item in group if item.fact is None} == words
    ]


def _foreign_to(
    items: tuple[Item, ...], group: tuple[Item, ...], above: tuple[Item, ...], words: set[str]
) -> Objection | None:
    there = group + above
    for item in items:
        if item.fact and not any(same_fact(item.fact, other.fact) for other in there):
            return Reason.ELSEWHERE, item.word.split("=")[-1]
        if item.fact and not any(same_limits(item.fact, other.fact) for other in there):
            return Reason.BOUNDARY, item.word.split("=")[-1]
        if item.part == "固有名詞" and not any(item.word == other.word for other in there):
            return Reason.NAME, item.surface
    denied, denied_there = _said(items, said=False), _said(there, said=False)
    for word in denied | denied_there:
        if word not in words and len(words) >= _FEWEST:
            continue
        for said in (True, False):
            if _said(items, said=said)[word] > _said(there, said=said)[word]:
                return Reason.POLARITY, word
    return None


def _said(items: tuple[Item, ...], *, said: bool) -> Counter[str]:
    return Counter(item.word for item in items if item.fact is None and item.said is said)
