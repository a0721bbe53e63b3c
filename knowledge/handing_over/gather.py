"""Everything that would go from one to another: documents, FAQ entries, proposals, files that wait, gaps, sites."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from knowledge.changing.rows import ChangedRow, changed_row
from knowledge.changing.shelves import shelves_for
from knowledge.models import Document, FaqEntry, Gap, Ingestion, IngestionBatch, Site
from knowledge.readers import editable_by, gaps_of
from tenants.public import Access

MOST: Final = 2_000  # rows in one action
WORDS: Final[dict[str, Promise]] = {
    "document": _("文書"),
    "entry": _("FAQと、その案"),
    "batch": _("取り込み中・確認待ちのファイル"),
    "gap": _("答えられなかった質問"),
    "site": _("公式サイト（新しいページの担当課）"),
}


@dataclass(frozen=True, slots=True)
class HandOver:
    """From whom to whom: two people (within one section, or all), or two sections."""

    from_person: int | None = None
    to_person: int | None = None
    from_section: int | None = None
    to_section: int | None = None


class TooMuch(Exception):
    """More than MOST rows: hand over section by section."""


def gather(*, wish: HandOver, access: Access) -> Sequence[ChangedRow]:
    """What this person may hand over of it; some nine queries, however much there is. Raises TooMuch."""
    editable = Document.objects.filter(editable_by(access=access), withdrawn_at=None)
    found = _of_person(wish, editable) if wish.from_person else _of_section(wish, editable, access)
    rows = [row for row in found if row is not None]
    if len(rows) > MOST:
        raise TooMuch
    return rows


def _of_person(wish: HandOver, editable: Any) -> list[ChangedRow | None]:
    here = editable.filter(section=wish.from_section) if wish.from_section else editable
    documents = here.filter(responsible=wish.from_person).order_by("pk")
    proposals = FaqEntry.objects.filter(document__in=here, proposed__isnull=False, proposed_by=wish.from_person)
    waiting = Ingestion.objects.filter(
        Q(state=Ingestion.State.HELD) | Q(pk__in=Ingestion.objects.unfinished()), version__document__in=here
    )
    batches = IngestionBatch.objects.filter(by=wish.from_person, pk__in=waiting.values("batch"))
    return [
        *_each("document", documents, {"responsible_id": wish.to_person}),
        *_each("entry", proposals.order_by("pk"), {"proposed_by_id": wish.to_person}),
        *_each("batch", batches.order_by("pk"), {"by_id": wish.to_person}),
    ]


def _of_section(wish: HandOver, editable: Any, access: Access) -> list[ChangedRow | None]:
    documents = list(editable.filter(section=wish.from_section).select_related("source").order_by("pk")[: MOST + 1])
    shelves = shelves_for(documents=documents, section_id=wish.to_section)
    entries = FaqEntry.objects.filter(document__in=editable, section=wish.from_section).order_by("pk")
    gaps = Gap.objects.filter(gaps_of(access=access), section=wish.from_section).order_by("pk")
    moved = [
        changed_row(
            table="document",
            row=each,
            values={"section_id": wish.to_section, "source_id": shelves.get(each.pk, each.source_id)},
        )
        for each in documents
    ]
    to = {"section_id": wish.to_section}
    # Only who may change a site hands it over; its new pages then wait at the new section.
    sites = Site.objects.standing().filter(section=wish.from_section).order_by("pk")
    read = _each("site", sites, to) if access.may("policy.edit") else []
    return [*moved, *_each("entry", entries, to), *_each("gap", gaps, to), *read]


def _each(table: str, rows: Any, values: dict[str, Any]) -> list[ChangedRow | None]:
    return [changed_row(table=table, row=row, values=values) for row in rows[: MOST + 1]]
