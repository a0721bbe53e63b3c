"""Answers a garbage question from the entered town's rows: how, with what bag, on which days; or what to ask back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from knowledge.sorting.book import Book, District, Edition, Item
from knowledge.sorting.collect import DayKinds, KindDays, kinds_from_to, next_days
from knowledge.sorting.find_items import Group
from knowledge.sorting.fold import fold
from knowledge.sorting.load_book import load_book
from knowledge.sorting.read_question import Asked, AskedFor, read_question
from knowledge.sorting.read_when import When

_DISTRICT: Final = "地区"


@dataclass(frozen=True, slots=True)
class GarbageAnswer:
    """What the rows say. `asks_district`: days were wanted, and the district is not known yet."""

    asked: AskedFor
    groups: tuple[Group, ...] = ()
    near: tuple[Item, ...] = ()
    unknown: tuple[str, ...] = ()
    kinds: tuple[KindDays, ...] = ()
    days: tuple[DayKinds, ...] = ()
    when: When | None = None
    only_kinds: tuple[str, ...] = ()
    district: District | None = None
    choices: tuple[District, ...] = ()
    asks_district: bool = False
    dictionary: Edition | None = None
    calendar: Edition | None = None


def answer_garbage(*, question: str, now: datetime, district_id: int | None) -> GarbageAnswer | None:
    """The answer to a question; None when it is not about garbage items or days. `now` local and aware.

    `district_id`: the district that was chosen before; one that the question names comes first. One query, seven after
    a change of the rows.
    """
    book, index = load_book(today=now.date())
    asked = read_question(question=question, book=book, index=index, today=now.date())
    if asked is None:
        return None
    district = _district(asked, book, district_id)
    plain = GarbageAnswer(
        asked=asked.what,
        groups=asked.groups,
        near=asked.near,
        unknown=asked.unknown,
        when=asked.when,
        only_kinds=tuple(book.category(id=kind).name for kind in asked.kinds),
        district=district,
        choices=_choices(asked, book),
        dictionary=book.dictionary,
        calendar=book.calendar_on(day=now.date()) or next(iter(book.calendars), None),
    )
    if asked.what is AskedFor.ITEMS:
        return _with_item_days(plain, book, now)
    if not book.rules:
        return None
    return replace(plain, asks_district=True) if district is None else _with_days(plain, asked, book, now)


def _with_item_days(answer: GarbageAnswer, book: Book, now: datetime) -> GarbageAnswer:
    kinds = dict.fromkeys(item.category.id for group in answer.groups for item in group.items)
    if answer.district is None:
        ruled = {rule.category for rules in book.rules.values() for rule in rules if rule.has_days}
        return replace(answer, asks_district=bool(answer.groups) and any(kind in ruled for kind in kinds))
    return replace(answer, kinds=_next(book, answer.district.id, kinds, now))


def _with_days(answer: GarbageAnswer, asked: Asked, book: Book, now: datetime) -> GarbageAnswer:
    if answer.district is None:
        return answer
    place = answer.district.id
    if asked.what is AskedFor.DAY and asked.when:
        days = kinds_from_to(book=book, district=place, first=asked.when.first, last=asked.when.last)
        upcoming = _next(book, place, asked.kinds, now) if asked.kinds else ()
        return replace(answer, days=tuple(days), kinds=upcoming)
    if asked.what is AskedFor.KINDS:
        return replace(answer, kinds=_next(book, place, asked.kinds, now))
    all_kinds = [category.id for category in book.categories]
    return replace(answer, kinds=_next(book, place, all_kinds, now, most=1))


def _next(book: Book, district: int, kinds: Iterable[int], now: datetime, most: int = 2) -> tuple[KindDays, ...]:
    found = (next_days(book=book, district=district, kind=kind, now=now, most=most) for kind in kinds)
    return tuple(each for each in found if each)


def _district(asked: Asked, book: Book, remembered: int | None) -> District | None:
    if len(asked.districts) == 1:
        return book.district(id=asked.districts[0])
    if asked.districts:
        return None
    if len(book.districts) == 1:
        return book.districts[0]
    return book.district(id=remembered) if remembered else None


def _choices(asked: Asked, book: Book) -> tuple[District, ...]:
    """The districts to choose from: those that share the named street, else all."""
    named = tuple(book.district(id=each) for each in asked.districts)
    return tuple(each for each in named if each) or book.districts


def garbage_district_alone(*, text: str, now: datetime) -> bool:
    """Whether a text is nothing but the name of a collection district or one of its streets. One query."""
    _book, index = load_book(today=now.date())
    return fold(text=text).removesuffix(_DISTRICT) in index.districts or fold(text=text) in index.districts
