"""Compares facts: the value must stand in the source, limited in the same way, in its own place."""

from collections.abc import Callable
from enum import Enum
from typing import Final

from assistants.verifying.facts import Fact, FactKind
from assistants.verifying.reading import Reading
from assistants.verifying.reasons import Reason
from assistants.verifying.same_in_other_words import is_said_otherwise
from assistants.verifying.sources import Place, Sources, best_fit
from assistants.verifying.thresholds import AS_GOOD_AS_THE_BEST, LEAST_FIT, LEAST_FIT_ALONE

_REASONS: Final = {
    FactKind.LINK: Reason.LINK,
    FactKind.PHONE: Reason.PHONE,
    FactKind.YEAR: Reason.DATE,
    FactKind.DAY: Reason.DATE,
    FactKind.TIME: Reason.TIME,
    FactKind.WEEKDAY: Reason.WEEKDAY,
    FactKind.MONEY: Reason.MONEY,
    FactKind.AMOUNT: Reason.NUMBER,
    FactKind.DESK: Reason.DESK,
    FactKind.OPPOSITE: Reason.NOT_SAID,
}
# Dates and times may lose or gain a plain 「から」 or 「まで」; 「以上」 and 「未満」 may not.
_FREE_OF_TIME: Final = frozenset({"from", "le"})
_ON_A_LINE: Final = frozenset({FactKind.TIME, FactKind.DAY, FactKind.YEAR})

# Families a writer may use on his own: 「届出の後に」 where the source tells the steps in order.
_OF_STYLE: Final = frozenset({"before-after", "early-late", "year", "day", "more-less"})

Objection = tuple[Reason, str]


def objection_to_fact(*, sentence: Reading, index: int, sources: Sources) -> Objection | None:
    """Why the fact at `index` of `sentence` is not supported, with its words; None when it is."""
    item = sentence.items[index]
    fact = item.fact
    if fact is None or is_said_otherwise(sentence=sentence, index=index, sources=sources):
        return None
    words = sentence.text[fact.begin : fact.end]
    rivals = _rivals(fact, sources)
    equal = [place for place in rivals if same_fact(fact, place.item.fact)]
    if not equal:
        return _without_equal(fact, words, bool(rivals), sources)
    equal_said = [place for place in equal if place.item.said == item.said]
    if not equal_said:
        return Reason.POLARITY, words
    limited = [place for place in equal_said if _same_bounds(fact, place.item.fact)]
    if not limited:
        return Reason.BOUNDARY, words
    place = _own_place(sentence=sentence, index=index, own=limited, rivals=rivals, sources=sources)
    if place is _Place.SHARED:
        return None
    named = place is _Place.ANOTHERS and fact.kind is not FactKind.AMOUNT
    return (_REASONS[fact.kind] if named else Reason.ELSEWHERE), words


def _keyed_otherwise(sentence: Reading, index: int, own: list[Place], others: list[Place]) -> bool:
    """Whether the word beside the fact (before it, else after it) stands, in the source, beside other values only."""
    key = sentence.before(index)
    if key:
        elsewhere = any(place.reading.before(place.index) == key for place in others)
        return elsewhere and not any(key in place.reading.near_before(place.index) for place in own)
    key = sentence.after(index)
    elsewhere = bool(key) and any(place.reading.after(place.index) == key for place in others)
    return elsewhere and not any(place.reading.after(place.index) == key for place in own)


def _own_place(*, sentence: Reading, index: int, own: list[Place], rivals: list[Place], sources: Sources) -> "_Place":
    others = [place for place in rivals if place not in own]
    if _keyed_otherwise(sentence, index, own, others):
        return _Place.NOWHERE
    near = sentence.neighbourhood(index)
    fits = best_fit(near=near, places=own, sources=sources)
    if fits < best_fit(near=near, places=others, sources=sources) * AS_GOOD_AS_THE_BEST:
        return _Place.ANOTHERS
    fact = sentence.items[index].fact
    stands_alone = fact is not None and fact.kind in (FactKind.LINK, FactKind.DESK, FactKind.OPPOSITE)
    least = LEAST_FIT if _is_contested(sentence, others) else LEAST_FIT_ALONE
    return _Place.SHARED if stands_alone or fits >= least else _Place.NOWHERE


def _is_contested(sentence: Reading, others: list[Place]) -> bool:
    """Whether the sources say another value that the sentence does not say as well: it could be meant instead."""
    return any(place.item.word not in sentence.words for place in others)


class _Place(Enum):
    """Where a fact of the sentence stands in the source: among the same words, where another value stands, or apart."""

    SHARED = 1
    ANOTHERS = 2
    NOWHERE = 3


def _without_equal(fact: Fact, words: str, has_rivals: bool, sources: Sources) -> Objection | None:
    if fact.kind is FactKind.LINK and any(link.startswith(fact.value) for link in sources.links):
        return None
    if fact.kind in (FactKind.DESK, FactKind.LINK) and sources.says(words):
        return None
    if fact.kind is FactKind.OPPOSITE and (fact.family in _OF_STYLE and not has_rivals):
        return None
    if fact.kind is FactKind.OPPOSITE and len(words) > 1 and sources.says(words):
        return None
    return _REASONS[fact.kind], words


def _rivals(fact: Fact, sources: Sources) -> list[Place]:
    if fact.kind is FactKind.AMOUNT and fact.family == "amount:":
        numbers = (FactKind.AMOUNT, FactKind.MONEY)
        return sources.all_places(lambda item: item.fact is not None and item.fact.kind in numbers)
    return sources.places(fact.family)


def same_fact(fact: Fact, other: Fact | None) -> bool:
    """Whether `other` (of a source) says what `fact` says, whatever limits it."""
    if other is None:
        return False
    if fact.kind is not other.kind and "amount:" not in (fact.family, other.family):
        return False
    if fact.family != other.family and "amount:" not in (fact.family, other.family):
        return False
    return _SAME.get(fact.kind, _equal)(fact.value, other.value)


def _equal(value: str, other: str) -> bool:
    return value == other


def _same_day(value: str, other: str) -> bool:
    """A month alone stands wherever a day of it stands."""
    return value == other or (value.endswith("-") and other.startswith(value))


def _same_desk(value: str, other: str) -> bool:
    """住民課 is meant by 「役場住民課」 as well."""
    return other.endswith(value) or value.endswith(other)


def _same_weekday(value: str, other: str) -> bool:
    """日曜日 stands wherever 第4日曜日 does."""
    return value == other or (len(value) == 1 and other[:1].isdigit() and other.endswith(value))


_SAME: Final[dict[FactKind, Callable[[str, str], bool]]] = {
    FactKind.DAY: _same_day,
    FactKind.DESK: _same_desk,
    FactKind.WEEKDAY: _same_weekday,
}


def same_limits(fact: Fact, other: Fact | None) -> bool:
    """Whether `other` says what `fact` says, limited in the same way."""
    return same_fact(fact, other) and _same_bounds(fact, other)


def _same_bounds(fact: Fact, other: Fact | None) -> bool:
    if other is None:
        return False
    apart = fact.bounds ^ other.bounds
    if not apart:
        return True
    if fact.bounds & _FREE_OF_TIME and other.bounds & _FREE_OF_TIME:
        return False
    limited = bool({"before", "after"} & fact.bounds & other.bounds)
    return apart <= (_FREE_OF_TIME if limited or fact.kind in _ON_A_LINE else {"from"})
