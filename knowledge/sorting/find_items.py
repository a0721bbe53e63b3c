"""From names found in a question to the town's items: variants of a thing together, narrowed by what was said."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from knowledge.retrieving.tokenise import terms
from knowledge.sorting.book import Book, Item
from knowledge.sorting.fold import fold
from knowledge.sorting.index import WHOLE, bare, bracketed
from knowledge.sorting.match_words import Matched

_NUMBER: Final = re.compile(r"[0-9一二三四五六七八九十]")
_SAID: Final = 0.5  # share of a bracket's words that must be said for the variant to be meant


@dataclass(frozen=True, slots=True)
class Group:
    """What a reader named, and the items it may be: one, or variants such as 「ソファ（1人用）」 and 「（2人用）」."""

    written: str
    items: tuple[Item, ...]
    guessed: bool = False  # a slip of the finger was taken for the name


def find_groups(*, question: str, matched: Sequence[Matched], book: Book) -> Iterator[Group]:
    """One group for each thing that was named, in the order of the question; nothing twice."""
    seen: set[int] = set()
    for each in matched:
        keys = sorted(each.keys, key=lambda key: key.level)
        numbers = [number for number in dict.fromkeys(key.item for key in keys) if number not in seen]
        whole = [key.item for key in keys if key.level == WHOLE and bracketed(name=book.items[key.item].name)]
        plain = [key.item for key in keys if key.level == WHOLE and key.item in numbers]
        chosen = whole or list(dict.fromkeys([*plain, *_meant(question, numbers, book)]))
        seen.update(numbers)
        if chosen:
            yield Group(each.written, tuple(book.items[number] for number in chosen))


def _meant(question: str, numbers: list[int], book: Book) -> list[int]:
    """The variants whose bracket the question speaks of; all of them when it speaks of none."""
    said = set(terms(text=question))
    plain = fold(text=question)
    shares = {number: _share(book.items[number].name, said, plain) for number in numbers}
    most = max(shares.values(), default=0.0)
    if most < _SAID:
        return numbers
    return [number for number in numbers if shares[number] >= most]


def _share(name: str, said: set[str], plain: str) -> float:
    bracket, named = bracketed(name=name), set(terms(text=bare(name=name)))
    words = set(terms(text=bracket)) - named
    if not words:
        return 0.0
    if any(_NUMBER.match(word) and word in said for word in words):
        return 1.0  # 「2人掛け」 chooses 「2人用以上」
    return sum(word in said or fold(text=word) in plain for word in words) / len(words)
