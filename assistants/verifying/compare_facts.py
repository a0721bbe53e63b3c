"""Compares facts: the value must stand in the source, limited in the same way, in its own place."""

from collections.abc import Callable
from typing import Final

from assistants.verifying.facts import Fact, FactKind
from assistants.verifying.reading import Reading
from assistants.verifying.reasons import Reason
from assistants.verifying.sources import Place, Sources, best_fit
from assistants.verifying.thresholds import AS_GOOD_AS_THE_BEST, LEAST_FIT

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

Objection = tuple[Reason, str]


def objection_to_fact(*, sentence: Reading, index: int, sources: Sources) -> Objection | None:
    """Why the fact at `index` of `sentence` is not supported, with its words; None when it is."""
    item = sentence.items[index]
    fact = item.fact
    if fact is None:
        return None
    words = sentence.text[fact.begin : fact.end]
    rivals = _rivals(fact, sources)
    equal = [place for place in rivals if _same_value(fact, place.item.fact)]
    if not equal:
        return _without_equal(fact, words, bool(rivals), sources)
    equal_said = [place for place in equal if place.item.said == item.said]
    if not equal_said:
        return Reason.POLARITY, words
    limited = [place for place in equal_said if _same_bounds(fact, place.item.fact)]
    if not limited:
        return Reason.BOUNDARY, words
    return _out_of_place(sentence.neighbourhood(index), fact, words, limited, rivals, sources)


def _out_of_place(
    near: dict[str, float], fact: Fact, words: str, limited: list[Place], rivals: list[Place], sources: Sources
) -> Objection | None:
    others = [place for place in rivals if place not in limited]
    own = best_fit(near=near, places=limited, sources=sources)
    best = best_fit(near=near, places=others, sources=sources)
    if own < best * AS_GOOD_AS_THE_BEST:
        return (_REASONS[fact.kind] if fact.kind is not FactKind.AMOUNT else Reason.ELSEWHERE), words
    if own < LEAST_FIT and fact.kind not in (FactKind.LINK, FactKind.DESK, FactKind.OPPOSITE):
        return Reason.ELSEWHERE, words
    return None


def _without_equal(fact: Fact, words: str, has_rivals: bool, sources: Sources) -> Objection | None:
    if fact.kind is FactKind.LINK and any(link.startswith(fact.value) for link in sources.links):
        return None
    if fact.kind in (FactKind.DESK, FactKind.LINK) and sources.says(words):
        return None
    if fact.kind is FactKind.OPPOSITE and (not has_rivals or sources.says(words)):
        return None  # an ordinary word then: whether it is said is counted among the words
    return _REASONS[fact.kind], words


def _rivals(fact: Fact, sources: Sources) -> list[Place]:
    if fact.kind is FactKind.AMOUNT and fact.family == "amount:":
        numbers = (FactKind.AMOUNT, FactKind.MONEY)
        return sources.all_places(lambda item: item.fact is not None and item.fact.kind in numbers)
    return sources.places(fact.family)


def _same_value(fact: Fact, other: Fact | None) -> bool:
    if other is None:
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


_SAME: Final[dict[FactKind, Callable[[str, str], bool]]] = {FactKind.DAY: _same_day, FactKind.DESK: _same_desk}


def _same_bounds(fact: Fact, other: Fact | None) -> bool:
    if other is None:
        return False
    apart = fact.bounds ^ other.bounds
    if not apart:
        return True
    if fact.kind in _ON_A_LINE:
        both_plain = (fact.bounds & _FREE_OF_TIME) and (other.bounds & _FREE_OF_TIME)
        return apart <= _FREE_OF_TIME and not (both_plain and not fact.bounds & other.bounds)
    limited = bool({"before", "after"} & fact.bounds & other.bounds)
    return apart <= {"from"} or (limited and apart <= _FREE_OF_TIME)
