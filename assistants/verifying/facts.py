"""What a fact is: a number, date, time, weekday, phone, link, desk or one side of an opposite, in one spelling."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class FactKind(StrEnum):
    """Facts of one kind compete for the same place in a sentence."""

    LINK = "link"
    PHONE = "phone"
    YEAR = "year"
    DAY = "day"  # month and day, or a month
    TIME = "time"
    WEEKDAY = "weekday"
    MONEY = "money"
    AMOUNT = "amount"  # a number with its unit
    DESK = "desk"
    OPPOSITE = "opposite"  # one side of a pair: before/after, inside/outside


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact. text[begin:end] says it.

    `family` is what it competes with (kind and unit), `value` one spelling of it, `bounds` how it limits: of "ge gt le
    lt from before after".
    """

    kind: FactKind
    family: str
    value: str
    begin: int
    end: int
    bounds: frozenset[str] = frozenset()

    @property
    def word(self) -> str:
        """The fact as a word of the neighbourhood of others."""
        return f"{self.family}={self.value}"


class Claimed:
    """The facts of a text as they are found: who comes first keeps its letters."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.facts: list[Fact] = []
        self._taken = bytearray(len(text))

    def add(self, fact: Fact) -> bool:
        """Keep `fact` unless another one stands there; says whether it was kept."""
        if any(self._taken[fact.begin : fact.end]):
            return False
        self._taken[fact.begin : fact.end] = b"\x01" * (fact.end - fact.begin)
        self.facts.append(fact)
        return True

    def is_free(self, begin: int, end: int) -> bool:
        """Whether nothing was found there yet."""
        return not any(self._taken[begin:end])

    def in_order(self) -> Iterator[Fact]:
        """By place."""
        return iter(sorted(self.facts, key=lambda fact: fact.begin))
