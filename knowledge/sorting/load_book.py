"""Reads a town's approved garbage rows; kept per process until an edition changes."""

from collections import OrderedDict, defaultdict
from datetime import date
from threading import Lock
from typing import Final

from django.utils import timezone

from knowledge.models import (
    CollectionException,
    CollectionRule,
    GarbageCategory,
    GarbageDistrict,
    GarbageEdition,
    GarbageItem,
)
from knowledge.models.garbage_row import current_row
from knowledge.sorting.book import Book, Category, District, Edition, Item
from knowledge.sorting.index import Index, index_of
from knowledge.sorting.rules import Exceptional, Rule, RulePart
from tenants.public import current_town

_MOST_TOWNS: Final = 64
_Key = tuple[str, tuple[tuple[int, str], ...]]
_kept: "OrderedDict[_Key, tuple[Book, Index]]" = OrderedDict()
_lock: Final = Lock()


def load_book(*, today: date) -> tuple[Book, Index]:
    """The entered town's book and its index; one query when nothing has changed, seven else.

    Process memory carries the town's schema in the key, so no town sees another's rows.
    """
    editions = list(GarbageEdition.objects.approved().order_by("-number"))
    dictionary = next((e for e in editions if e.kind == GarbageEdition.Kind.ITEMS and _speaks(e, today)), None)
    calendars = [e for e in editions if e.kind == GarbageEdition.Kind.DAYS]
    used = [*([dictionary] if dictionary else []), *calendars]
    key = (current_town().schema_name, tuple((edition.pk, edition.changed_at.isoformat()) for edition in used))
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    book = _read(dictionary, calendars) if used else Book()
    made = (book, index_of(book=book))
    with _lock:
        _kept[key] = made
        while len(_kept) > _MOST_TOWNS:
            _kept.popitem(last=False)
    return made


def _speaks(edition: GarbageEdition, today: date) -> bool:
    return (edition.valid_from or today) <= today <= (edition.valid_until or today)


def _read(dictionary: GarbageEdition | None, calendars: list[GarbageEdition]) -> Book:
    categories = {
        row.pk: Category(row.pk, row.name, tuple(row.other_names), row.position)
        for row in GarbageCategory.objects.all()
    }
    rules, exceptions = _calendar_rows([edition.pk for edition in calendars])
    return Book(
        categories=tuple(categories.values()),
        districts=tuple(
            District(d.pk, d.name, d.reading, tuple((a["name"], a.get("reading", "")) for a in d.areas))
            for d in GarbageDistrict.objects.all()
        ),
        items=_items(dictionary.pk, categories) if dictionary else (),
        dictionary=edition_of(row=dictionary) if dictionary else None,
        calendars=tuple(edition_of(row=row) for row in calendars),
        rules=rules,
        exceptions=exceptions,
    )


def _items(edition_id: int, categories: dict[int, Category]) -> tuple[Item, ...]:
    rows = GarbageItem.objects.filter(current_row(), edition=edition_id)
    return tuple(
        Item(r.pk, r.name, r.reading, tuple(r.other_names), categories[r.category_id], r.how, r.fee, r.notes)
        for r in rows
    )


def _calendar_rows(
    editions: list[int],
) -> tuple[dict[int, tuple[Rule, ...]], dict[int, tuple[Exceptional, ...]]]:
    rules: dict[int, list[Rule]] = defaultdict(list)
    for row in CollectionRule.objects.filter(current_row(), edition__in=editions):
        rules[row.edition_id].append(rule_of(row=row))
    exceptions: dict[int, list[Exceptional]] = defaultdict(list)
    for each in CollectionException.objects.filter(current_row(), edition__in=editions):
        exceptions[each.edition_id].append(exceptional_of(row=each))
    return {pk: tuple(found) for pk, found in rules.items()}, {pk: tuple(found) for pk, found in exceptions.items()}


def rule_of(*, row: CollectionRule) -> Rule:
    """A stored rule as what it means."""
    parts = tuple(RulePart.from_plain(part) for part in row.parts)
    return Rule(row.district_id, row.category_id, parts, row.written, row.time, row.notes, row.edition_id, row.pk)


def exceptional_of(*, row: CollectionException) -> Exceptional:
    """A stored exception as what it means."""
    return Exceptional(row.effect, row.first, row.last, row.district_id, row.category_id, row.notes)


def edition_of(*, row: GarbageEdition) -> Edition:
    """An edition as answers name it."""
    approved = timezone.localdate(row.approved_at) if row.approved_at else None
    return Edition(row.pk, row.title, row.valid_from, row.valid_until, approved, row.section_id, row.source_url)
