"""The library as a town finds it: by words, best first, or the newest first; a page at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from templates.adopting.facets import COLUMNS, ENOUGH_TOWNS, GOOD, Filters, Option, facets_of, facets_of_all, passing
from templates.adopting.search_items import search_items
from templates.models import SharedItem
from templates.reach import own_consortium
from tenants.public import in_public
from web.public import Cut, cut

PAGE: Final = 20


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page of the library. `facets` by the filter's name."""

    cut: Cut[SharedItem]
    facets: Mapping[str, tuple[Option, ...]]
    filters: Filters


def browse(*, filters: Filters, page: str | None) -> Shelf:
    """A page of PAGE things. Three queries for words, four without; in the entered town."""
    consortium = own_consortium()
    with in_public():
        if filters.words:
            return _by_words(filters, page, consortium)
        rows = _narrowed(filters, consortium).listed()
        facets = facets_of_all(filters, consortium)
        return Shelf(cut(items=rows, number=page, size=PAGE), facets, filters)


def _by_words(filters: Filters, page: str | None, consortium: int) -> Shelf:
    hits = search_items(words=filters.words, consortium_id=consortium)
    fitting = [hit.id for hit in passing(hits, filters)]
    shown: Cut[Any] = cut(items=fitting, number=page, size=PAGE)
    rows = SharedItem.objects.listed().in_bulk(list(shown.items))
    items = tuple(rows[one] for one in shown.items if one in rows)
    return Shelf(replace(shown, items=items), facets_of(hits, filters), filters)


def _narrowed(filters: Filters, consortium: int) -> Any:
    rows = SharedItem.objects.released_in(consortium_id=consortium)
    for name in COLUMNS:
        if value := getattr(filters, name):
            rows = rows.filter(**{name: value})
    if filters.proof == "used":
        rows = rows.filter(towns_in_use__gte=ENOUGH_TOWNS)
    return rows.filter(success_rate__gte=GOOD) if filters.proof == "good" else rows
