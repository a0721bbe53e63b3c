"""The cited passages together, as one thing to ask: does this stand there, and how well does it fit?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from math import log
from typing import Final

from assistants.verifying.reading import Item, Reading, read
from knowledge.public import FoundPassage

_OF_THE_HEADING: Final = 0.3  # how near a word of the heading is to everything below it


@dataclass(frozen=True, slots=True)
class Place:
    """An item of a source."""

    reading: Reading
    index: int
    heading: frozenset[str]

    @property
    def item(self) -> Item:
        """The item itself."""
        return self.reading.items[self.index]


@dataclass(frozen=True, slots=True)
class Sources:
    """Readings of the cited passages, each with the words of its heading; `links` are addresses of the sources."""

    readings: tuple[tuple[Reading, frozenset[str]], ...]
    links: frozenset[str] = frozenset()
    _rarity: dict[str, float] = field(default_factory=dict, repr=False, compare=False)

    def places(self, family: str) -> list[Place]:
        """Where a family of facts, or a word, stands."""
        return [
            Place(reading, index, heading)
            for reading, heading in self.readings
            for index in reading.families.get(family, ())
        ]

    def all_places(self, keep: Callable[[Item], bool]) -> list[Place]:
        """Where items stand that `keep` wants."""
        return [
            Place(reading, index, heading)
            for reading, heading in self.readings
            for index, item in enumerate(reading.items)
            if keep(item)
        ]

    def has(self, word: str) -> bool:
        """Whether a word or fact stands in any of them."""
        return any(word in reading.words for reading, _heading in self.readings)

    def says(self, letters: str) -> bool:
        """Whether these very letters (in one spelling) stand in any of them."""
        return any(letters in reading.text for reading, _heading in self.readings)

    def rarity(self, word: str) -> float:
        """1 for a word that stands there once; less for frequent ones, which tell places apart badly."""
        if word not in self._rarity:
            count = sum(reading.words.get(word, 0) for reading, _heading in self.readings)
            self._rarity[word] = 1.0 / (1.0 + log(count)) if count else 1.0
        return self._rarity[word]


def fit(*, near: dict[str, float], place: Place, sources: Sources) -> float:
    """How much of a neighbourhood is found around `place`: 0 nothing, 1 all of it as near."""
    there = place.reading.neighbourhood(place.index)
    asked = found = 0.0
    for word, weight in near.items():
        worth = sources.rarity(word)
        asked += worth * weight
        at = there.get(word, 0.0)
        if at < _OF_THE_HEADING and word in place.heading:
            at = _OF_THE_HEADING
        found += worth * min(weight, at)
    return found / asked if asked else 1.0


def best_fit(*, near: dict[str, float], places: Iterable[Place], sources: Sources) -> float:
    """The best fit of several places; 0 without any."""
    return max((fit(near=near, place=place, sources=sources) for place in places), default=0.0)


def sources_of(*, passages: Iterable[FoundPassage]) -> Sources:
    """The passages as sources."""
    readings = []
    links = set()
    for passage in passages:
        above = f"{passage.title}\n{passage.heading}\n{passage.section_name}"
        answer = "" if passage.answer in passage.text else passage.answer
        readings.append((read(f"{above}\n{passage.text}\n{answer}"), frozenset(read(above).words)))
        links |= {passage.source_url.lower().rstrip("/")} - {""}
    return Sources(tuple(readings), frozenset(links))
