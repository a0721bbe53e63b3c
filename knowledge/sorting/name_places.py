"""Finds names of districts and of kinds of garbage in the words of a question."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from knowledge.retrieving.tokenise import Spoken
from knowledge.sorting.fold import fold
from knowledge.sorting.index import Index
from knowledge.sorting.match_words import Matched

_LONGEST: Final = 30


@dataclass(frozen=True, slots=True)
class Named:
    """Ids of what is named, and where in the question."""

    ids: frozenset[int]
    spans: tuple[Matched, ...]


def named_kinds(*, words: Sequence[Spoken], index: Index) -> Named:
    """Kinds of garbage named by the town's or by people's words."""
    return _named(words, index.categories)


def named_districts(*, words: Sequence[Spoken], index: Index) -> Named:
    """Districts named by themselves or by one of their streets; several when a name stands in more than one."""
    return _named(words, index.districts)


def _named(words: Sequence[Spoken], known: dict[str, frozenset[int]]) -> Named:
    found: list[tuple[int, int, str]] = []
    for begin in range(len(words)):
        text = ""
        for end in range(begin + 1, len(words) + 1):
            text += words[end - 1].surface
            folded = fold(text=text)
            if len(folded) > _LONGEST:
                break
            if folded in known:
                found.append((begin, end, text))
    found.sort(key=lambda each: (-len(fold(text=each[2])), each[0]))
    spans: list[Matched] = []
    for begin, end, text in found:
        if not any(begin < span.end and span.begin < end for span in spans):
            spans.append(Matched(begin, end, text, (), sure=True))
    ids = [known[fold(text=span.written)] for span in spans]
    return Named(frozenset().union(*ids) if ids else frozenset(), tuple(spans))
