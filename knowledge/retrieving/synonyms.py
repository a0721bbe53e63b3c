"""The synonyms of a town: the starter list, without what the town switched off, and the town's own groups."""

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from knowledge.models.synonym import SynonymGroup
from knowledge.retrieving.tokenise import terms
from tenants.public import current_schema

STARTER_LIST: Final = Path(__file__).parent / "data" / "starter_synonyms.csv"
UNTOUCHED: Final = "0 "  # the mark of a town that changed nothing: see `mark` in read_question
_LONGEST_PHRASE: Final = 6
_TOWNS_KEPT: Final = 512
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Applied:
    """A phrase of the question and what else was searched for it, as the group has them written."""

    said: str
    also: tuple[str, ...]
    phrase: Phrase
    others: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Phrases in the tokeniser's terms with the groups they stand in. `mark` changes whenever the town's rows do."""

    mark: str
    groups: tuple[tuple[str, ...], ...]
    by_phrase: Mapping[Phrase, Sequence[int]]

    def applied_to(self, *, words: Sequence[str]) -> tuple[Applied, ...]:
        """What the words of a question bring in: the longest phrase at each place, none inside of another."""
        found: list[Applied] = []
        start = 0
        while start < len(words):
            length = self._longest_at(words, start)
            if length:
                found += self._of_phrase(tuple(words[start : start + length]))
            start += max(length, 1)
        return tuple(found)

    def _longest_at(self, words: Sequence[str], start: int) -> int:
        longest = min(_LONGEST_PHRASE, len(words) - start)
        lengths = range(longest, 0, -1)
        return next((length for length in lengths if tuple(words[start : start + length]) in self.by_phrase), 0)

    def _of_phrase(self, phrase: Phrase) -> list[Applied]:
        groups = [self.groups[number] for number in self.by_phrase[phrase]]
        applied = []
        for group in groups:
            said = next(word for word in group if phrase_of(word) == phrase)
            others = [word for word in group if phrase_of(word) != phrase]
            if others:
                applied.append(Applied(said, tuple(others), phrase, tuple(map(phrase_of, others))))
        return applied


@lru_cache(maxsize=20_000)
def phrase_of(word: str) -> Phrase:
    """A word in the tokeniser's terms."""
    return tuple(terms(text=word))


@lru_cache(maxsize=1)
def starter_groups() -> tuple[tuple[str, ...], ...]:
    """The list that every town begins with, one group a line of the data file."""
    with STARTER_LIST.open(encoding="utf-8", newline="") as file:
        return tuple(tuple(word for word in row if word) for row in csv.reader(file) if row)


def compiled(*, own: Sequence[Sequence[str]], switched_off: Sequence[Sequence[str]], mark: str) -> Synonyms:
    """The starter list without the groups that are switched off, then a town's own."""
    off = {tuple(words) for words in switched_off}
    groups = tuple(group for group in (*starter_groups(), *map(tuple, own)) if group not in off)
    by_phrase: dict[Phrase, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for phrase in {phrase_of(word) for word in group}:
            if phrase:
                by_phrase[phrase].append(number)
    return Synonyms(mark, groups, dict(by_phrase))


@lru_cache(maxsize=1)
def starter_synonyms() -> Synonyms:
    """What holds in a town that changed nothing."""
    return compiled(own=(), switched_off=(), mark=UNTOUCHED)


class _Kept:
    """The last compiled synonyms by schema, in this process; a town's rows are read again when their mark moved."""

    def __init__(self) -> None:
        self.by_schema: dict[str, Synonyms] = {}

    def of_town(self) -> Synonyms:
        return self.by_schema.get(current_schema(), starter_synonyms())

    def forgotten(self) -> Synonyms:
        self.by_schema.pop(current_schema(), None)
        return starter_synonyms()

    def renewed(self, mark: str) -> Synonyms:
        if len(self.by_schema) >= _TOWNS_KEPT:
            self.by_schema.clear()
        rows = list(SynonymGroup.objects.order_by("id").values_list("words", "active"))
        own = [words for words, active in rows if active]
        made = compiled(own=own, switched_off=[words for words, active in rows if not active], mark=mark)
        self.by_schema[current_schema()] = made
        return made


_kept = _Kept()


def known_synonyms() -> Synonyms:
    """The entered town's synonyms as this process knows them; compare `mark` with the database's. No query."""
    return _kept.of_town()


def fresh_synonyms(*, mark: str) -> Synonyms:
    """The entered town's synonyms, read anew: one query."""
    return _kept.forgotten() if mark == UNTOUCHED else _kept.renewed(mark)
