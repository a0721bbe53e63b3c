"""Makes an edition of what was read: rows, kinds, districts, in one transaction; unapproved until somebody approves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from knowledge.models import (
    CollectionException,
    CollectionRule,
    GarbageCategory,
    GarbageDistrict,
    GarbageEdition,
    GarbageItem,
)
from knowledge.sorting.written import Sheet, WrittenDistrict


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """What a person says of an edition."""

    kind: str
    title: str
    section_id: int | None = None
    source_url: str = ""
    valid_from: date | None = None
    valid_until: date | None = None


def begin_edition(*, facts: EditionFacts, files: list[dict[str, str]], by_id: int | None, now: datetime) -> int:
    """A new, empty, unapproved edition; its id."""
    with transaction.atomic():
        numbered = GarbageEdition.objects.select_for_update().filter(kind=facts.kind)
        list(numbered.values_list("pk", flat=True))  # takes the locks, so two uploads count one after the other
        last = GarbageEdition.objects.filter(kind=facts.kind).aggregate(last=Max("number"))["last"] or 0
        made = GarbageEdition.objects.create(
            kind=facts.kind,
            number=last + 1,
            title=facts.title,
            section_id=facts.section_id,
            source_url=facts.source_url,
            valid_from=facts.valid_from,
            valid_until=facts.valid_until,
            files=files,
            created_by_id=by_id,
            created_at=now,
            changed_at=now,
        )
    return made.pk


def fill_edition(*, edition_id: int, sheet: Sheet, by_id: int | None, now: datetime) -> None:
    """Write the rows of a sheet into an edition that nobody approved yet; doing it again replaces them."""
    with transaction.atomic():
        edition = GarbageEdition.objects.select_for_update().get(pk=edition_id, approved_at=None)
        for model in (GarbageItem, CollectionRule, CollectionException):
            model.objects.filter(edition=edition).delete()
        kinds = ensure_categories(names=_kinds(sheet))
        places = ensure_districts(written=_places(sheet))
        common = {"edition": edition, "written_by_id": by_id, "written_at": now}
        GarbageItem.objects.bulk_create(_items(sheet, kinds, common), batch_size=1000)
        CollectionRule.objects.bulk_create(_rules(sheet, kinds, places, common), batch_size=1000)
        CollectionException.objects.bulk_create(_exceptions(sheet, kinds, places, common), batch_size=1000)
        edition.touch(now=now)


def _items(sheet: Sheet, kinds: dict[str, int], common: dict[str, Any]) -> list[GarbageItem]:
    same = ("name", "reading", "how", "fee", "notes")
    return [
        GarbageItem(
            **{field: getattr(row, field) for field in same},
            other_names=list(row.other_names),
            category_id=kinds[row.category],
            row_number=row.row,
            **common,
        )
        for row in sheet.items
    ]


def _rules(sheet: Sheet, kinds: dict[str, int], places: dict[str, int], common: dict[str, Any]) -> list[CollectionRule]:
    return [
        CollectionRule(
            district_id=places[row.district],
            category_id=kinds[row.category],
            written=row.written,
            parts=[part.plain() for part in row.parts],
            time=row.time[:60],
            notes=row.notes[:300],
            row_number=row.row,
            **common,
        )
        for row in sheet.rules
    ]


def _exceptions(
    sheet: Sheet, kinds: dict[str, int], places: dict[str, int], common: dict[str, Any]
) -> list[CollectionException]:
    return [
        CollectionException(
            effect=row.effect,
            first=row.first,
            last=row.last,
            district_id=places.get(row.district),
            category_id=kinds.get(row.category),
            notes=row.notes[:300],
            row_number=row.row,
            **common,
        )
        for row in sheet.exceptions
    ]


def ensure_categories(*, names: Iterable[str]) -> dict[str, int]:
    """Ids of kinds by name; new ones stand behind those that are there."""
    wanted = list(dict.fromkeys(name for name in names if name))
    known = dict(GarbageCategory.objects.values_list("name", "pk"))
    new = [name for name in wanted if name not in known]
    GarbageCategory.objects.bulk_create(
        [GarbageCategory(name=name, position=len(known) + at) for at, name in enumerate(new)], ignore_conflicts=True
    )
    return dict(GarbageCategory.objects.filter(name__in=wanted).values_list("name", "pk"))


def ensure_districts(*, written: Iterable[WrittenDistrict]) -> dict[str, int]:
    """Ids of districts by name; streets and plants that a sheet names are taken over."""
    wanted: dict[str, WrittenDistrict] = {}
    for each in written:
        if each.name and (each.name not in wanted or each.areas):
            wanted[each.name] = each
    known = {row.name: row for row in GarbageDistrict.objects.all()}
    changed = []
    for name, each in wanted.items():
        areas = [{"name": area, "reading": reading} for area, reading in each.areas]
        if name in known and areas and known[name].areas != areas:
            known[name].areas = areas
            changed.append(known[name])
    GarbageDistrict.objects.bulk_update(changed, ["areas"])
    new = [each for name, each in wanted.items() if name not in known]
    GarbageDistrict.objects.bulk_create(
        [
            GarbageDistrict(
                name=each.name,
                areas=[{"name": area, "reading": reading} for area, reading in each.areas],
                center=each.center,
                position=len(known) + at,
            )
            for at, each in enumerate(new)
        ],
        ignore_conflicts=True,
    )
    return dict(GarbageDistrict.objects.filter(name__in=list(wanted)).values_list("name", "pk"))


def _kinds(sheet: Sheet) -> list[str]:
    items, rules, exceptions = sheet.items, sheet.rules, sheet.exceptions
    of_rows = [each.category for each in items] + [each.category for each in rules]
    return [*sheet.categories, *of_rows, *(each.category for each in exceptions)]


def _places(sheet: Sheet) -> list[WrittenDistrict]:
    named = [row.district for row in sheet.rules] + [row.district for row in sheet.exceptions]
    return [*sheet.districts, *(WrittenDistrict(name) for name in named if name)]
