"""What the pages of garbage editions list."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from knowledge.models import CollectionException, CollectionRule, GarbageEdition, GarbageItem
from knowledge.readers import listed_rows_for
from tenants.public import Access
from web.public import Cut, cut


@dataclass(frozen=True, slots=True)
class ListedEdition:
    """An edition with its count of rows and whether it answers today."""

    edition: GarbageEdition
    rows: int
    speaks: bool


def editions_of(*, access: Access, today: date) -> list[ListedEdition]:
    """All editions, newest first; the one that answers today is marked. Four queries."""
    listed = GarbageEdition.objects.filter(listed_rows_for(access=access)).select_related("section")
    counts = _counted(GarbageItem.objects.all()) | _counted(CollectionRule.objects.all())
    speaking: dict[str, int] = {}
    for edition in GarbageEdition.objects.in_service(today=today):
        speaking.setdefault(edition.kind, edition.pk)
    return [ListedEdition(row, counts.get(row.pk, 0), speaking.get(row.kind) == row.pk) for row in listed]


def page_of(*, edition: GarbageEdition, words: str, number: str) -> dict[str, Any]:
    """The rows of an edition that hold the words, a page of them; days off whole."""
    context: dict[str, Any] = {"edition": edition, "words": words}
    if edition.kind == GarbageEdition.Kind.ITEMS:
        items = _rows(GarbageItem.objects.filter(edition=edition)).select_related("category")
        if words:
            items = items.filter(Q(name__icontains=words) | Q(reading__icontains=words) | Q(category__name=words))
        page: Cut[Any] = cut(items=items, number=number)
        return context | {"rows": page.items, "pages": page.pages}
    rules = _rows(CollectionRule.objects.filter(edition=edition)).select_related("category", "district")
    if words:
        rules = rules.filter(Q(district__name__icontains=words) | Q(category__name__icontains=words))
    page = cut(items=rules, number=number)
    off = CollectionException.objects.filter(edition=edition, retired_at=None).select_related("category", "district")
    return context | {"rows": page.items, "pages": page.pages, "breaks": list(off[:200])}


def _counted(rows: QuerySet[Any]) -> dict[int, int]:
    """How many rows each edition has; no edition has both items and rules."""
    grouped = rows.filter(retired_at=None).order_by().values_list("edition_id").annotate(Count("pk"))
    return dict(grouped)


def _rows(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(retired_at=None).order_by("approved", "id")
