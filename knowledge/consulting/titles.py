"""Finds documents by words of their titles, for whoever wants to search in a single one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from knowledge.models import Document
from knowledge.readers import readable_by
from tenants.public import Access


@dataclass(frozen=True, slots=True)
class TitledDocument:
    """A document that can be chosen."""

    id: int
    title: str
    kind: str
    section_name: str


def documents_titled(*, words: str, access: Access, today: date, limit: int = 50) -> tuple[TitledDocument, ...]:
    """Documents in service that the person may read, with all of the words in the title, by title; one query."""
    rows = _in_service(access, today)
    for word in words.split()[:8]:
        rows = rows.filter(title__icontains=word)
    return tuple(_titled(row) for row in rows.order_by("title", "pk")[:limit])


def documents_named(*, ids: Iterable[int], access: Access, today: date) -> tuple[TitledDocument, ...]:
    """Those of `ids` that are in service and that the person may read, by title; one query, none without ids."""
    wanted = sorted(set(ids))
    if not wanted:
        return ()
    return tuple(_titled(row) for row in _in_service(access, today).filter(pk__in=wanted).order_by("title", "pk"))


def _in_service(access: Access, today: date) -> QuerySet[Document]:
    own = Q() if access.may("knowledge.read") else Q(pk__in=[])
    return Document.objects.findable(today=today).filter(own, readable_by(access=access)).select_related("section")


def _titled(row: Document) -> TitledDocument:
    kind = str(Document.Kind(row.kind).label)
    return TitledDocument(row.pk, row.title, kind, row.section.name if row.section else "")
