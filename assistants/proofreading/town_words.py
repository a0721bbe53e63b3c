"""The town's own way of writing, as the check reads it: what is preferred, what is not written."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from assistants.proofreading.finding import Finding
from assistants.proofreading.reading import Reading
from assistants.proofreading.rule import Level

RULE: Final = "town-word"
_WITHIN_WORDS_FROM: Final = 3  # characters; a shorter word has to begin where a morpheme does, one letter to be one


@dataclass(frozen=True, slots=True)
class TownWord:
    """`preferred` is how the town writes; `avoided` are spellings it does not want; `reason` is the town's own."""

    preferred: str
    avoided: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TownTexts:
    """How a finding of the glossary is titled and explained."""

    title: str = "町の用語集"
    reason: str = "この町では、このように書くと決めています。"
    source: str = "町の用語集"


def check_town_words(*, reading: Reading, words: tuple[TownWord, ...], texts: TownTexts) -> Iterator[Finding]:
    """Findings of spellings that the town avoids."""
    for word in words:
        kept = places_of(text=reading.text, words=(word.preferred,))
        for avoided in word.avoided:
            for start, end in places_of(text=reading.text, words=(avoided,)):
                if _is_word(reading, start, end) and not any(first <= start and end <= last for first, last in kept):
                    told = (RULE, Level.RECOMMEND, texts.title, word.reason or texts.reason, texts.source)
                    yield Finding(*told, start, end, avoided, word.preferred, safe=True)


def _is_word(reading: Reading, start: int, end: int) -> bool:
    if end - start == 1:
        return reading.stands_alone(start=start, end=end)
    return end - start >= _WITHIN_WORDS_FROM or start in reading.begins


def places_of(*, text: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where some words stand."""
    found = []
    for word in words:
        place = text.find(word)
        while place >= 0:
            found.append((place, place + len(word)))
            place = text.find(word, place + 1)
    return found
