"""A text as the checks read it: its morphemes with their places, and its sentences."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from knowledge.public import Morpheme, morphemes

_SENTENCE: Final = re.compile(r"[^。！？!?\n]+(?:[。！？!?]+[」』）)]*)?")
NAME: Final = "固有名詞"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at text[start:end], without spaces around it."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    """A text that was cut up once; everything else is worked out when it is asked for."""

    text: str

    @cached_property
    def morphemes(self) -> list[Morpheme]:
        """All morphemes in order."""
        return list(morphemes(text=self.text))

    @cached_property
    def begins(self) -> dict[int, int]:
        """Where morphemes begin: place → number."""
        return {morpheme.begin: number for number, morpheme in enumerate(self.morphemes)}

    @cached_property
    def ends(self) -> frozenset[int]:
        """Where morphemes end."""
        return frozenset(morpheme.end for morpheme in self.morphemes)

    @cached_property
    def names(self) -> frozenset[int]:
        """Every place within a name."""
        named = (m for m in self.morphemes if m.part[1] == NAME)
        return frozenset(place for m in named for place in range(m.begin, m.end))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences; a line break ends one, too."""
        return tuple(found for match in _SENTENCE.finditer(self.text) if (found := _trimmed(match)))

    def by_sentence(self) -> Iterator[tuple[Sentence, list[Morpheme]]]:
        """Each sentence with its morphemes."""
        number, every = 0, self.morphemes
        for sentence in self.sentences:
            while number < len(every) and every[number].begin < sentence.start:
                number += 1
            first = number
            while number < len(every) and every[number].end <= sentence.end:
                number += 1
            yield sentence, every[first:number]

    def around(self, *, start: int, end: int) -> tuple[int, int]:
        """The morphemes in which a place lies, whole: 下さ → 下さい."""
        number = bisect_right(self._starts, start) - 1
        first = self.morphemes[number].begin if number >= 0 else start
        last = end
        if end > start:
            final = self.morphemes[bisect_right(self._starts, end - 1) - 1]
            last = max(end, final.end)
        return min(first, start), last

    @cached_property
    def _starts(self) -> list[int]:
        return [morpheme.begin for morpheme in self.morphemes]

    def stands_alone(self, *, start: int, end: int) -> bool:
        """Whether both ends are edges of morphemes."""
        return start in self.begins and end in self.ends


def _trimmed(match: re.Match[str]) -> Sentence | None:
    words = match[0].strip()
    if not words:
        return None
    start = match.start() + match[0].index(words)
    return Sentence(words, start, start + len(words))
