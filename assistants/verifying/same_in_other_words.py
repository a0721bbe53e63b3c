"""What says the same in other words though its letters differ: exclusions, fiscal years, whole groups of days."""

from typing import Final

from assistants.verifying.facts import Fact, FactKind
from assistants.verifying.reading import Item, Reading
from assistants.verifying.sources import Sources, best_fit

_LEFT_OUT: Final = frozenset({"include=include1", "object=object0"})  # 「…を除く」「…は対象外」
_COSTS: Final = "paid=paid1"
_MOST_OF: Final = 0.75  # of the words of an exclusion must stand in the sentence that denies by it
_FISCAL_BEGINS: Final = 4  # April
_YEAR_END: Final = frozenset({"day=12-28", "day=12-29", "day=12-30", "day=12-31"})
_NEW_YEAR: Final = frozenset({"day=1-3", "day=1-4"})


def is_left_out(*, sentence: Reading, index: int, sources: Sources) -> bool:
    """Whether the denial of the word at `index` says what the sources leave out.

    「戸籍はコンビニでは取れません」 for 「戸籍はコンビニ交付の対象外です」: the clause that leaves something out must
    stand in the sentence nearly whole, with all its facts; a sentence that leaves something out itself is not meant.
    """
    words = {item.word for item in sentence.items if item.sentence == sentence.items[index].sentence}
    if words & _LEFT_OUT:
        return False
    places = sources.all_places(lambda item: item.word in _LEFT_OUT)
    return any(_is_said(_clause(place.reading, place.index), words) for place in places)


def _clause(reading: Reading, index: int) -> list[Item]:
    """What stands before the exclusion in its own clause or bracket."""
    here = reading.items[index]
    opened = reading.text.rfind("(", 0, here.begin)
    closed = reading.text.rfind(")", 0, here.begin)
    begin = opened if opened > closed else -1
    return [item for item in reading.items[:index] if item.clause == here.clause and item.begin > begin]


def _is_said(left_out: list[Item], words: set[str]) -> bool:
    facts = [item for item in left_out if item.fact]
    others = [item for item in left_out if not item.fact]
    if not left_out or any(item.word not in words for item in facts):
        return False
    there = sum(item.word in words for item in others)
    return bool(facts) or there >= _MOST_OF * len(others)


def is_said_otherwise(*, sentence: Reading, index: int, sources: Sources) -> bool:
    """Whether the sources say the fact at `index` in another form."""
    fact = sentence.items[index].fact
    if fact is None or sources.has(fact.word):
        return False
    if fact.word == _COSTS:
        return _costs(sentence, index, sources)
    return _is_a_group(fact, sources) or _is_of_the_fiscal_year(sentence, index, sources)


def _costs(sentence: Reading, index: int, sources: Sources) -> bool:
    """Whether the sources name a price where 「手数料がかかります」 is said, and do not rather call it free there."""
    near = sentence.neighbourhood(index)
    prices = best_fit(near=near, places=sources.places("money:円"), sources=sources)
    free = [place for place in sources.places("paid") if place.item.word != _COSTS]
    return prices > 0 and prices >= best_fit(near=near, places=free, sources=sources)


def _is_of_the_fiscal_year(sentence: Reading, index: int, sources: Sources) -> bool:
    """Whether 「令和8年6月30日」 names the year of a day that the sources tell under 「令和8年度」."""
    fact = sentence.items[index].fact
    following = sentence.items[index + 1].fact if index + 1 < len(sentence.items) else None
    if fact is None or fact.family != "year" or following is None or following.kind is not FactKind.DAY:
        return False
    if not fact.value.isdecimal():
        return False  # 「来年2月16日」: which year that is, the sources do not say
    month = int(following.value.split("-")[0])
    begun = int(fact.value) - (month < _FISCAL_BEGINS)
    return sources.has(f"fiscal={begun}") and sources.has(following.word)


def _is_a_group(fact: Fact, sources: Sources) -> bool:
    """Whether the sources name the members: 12月29日〜1月3日 for 年末年始, 小学校と中学校 for 小中学校."""
    if fact.word == "weekday=年末年始":
        return any(map(sources.has, _YEAR_END)) and any(map(sources.has, _NEW_YEAR))
    return fact.value == "小中学校" and all(map(sources.says, ("小学校", "中学校")))
