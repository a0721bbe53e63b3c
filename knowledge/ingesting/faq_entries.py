"""Brings a sheet's rows and the FAQ entries of its document together: matched by question, every wording kept."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from knowledge.ingesting.parsed import FaqRow
from knowledge.models import Document, FaqEntry, FaqRevision
from tenants.public import town_sections

_FIELDS = ("question", "answer", "variants", "section_id", "category", "valid_until", "row_number", "proposed")


@dataclass(frozen=True, slots=True)
class MatchedRow:
    """A row of the sheet and the entry it belongs to."""

    row: FaqRow
    entry_id: int


def question_key(*, question: str) -> str:
    """What makes two wordings of a question the same one: widths, blanks and the closing mark do not count."""
    return "".join(unicodedata.normalize("NFKC", question).split()).rstrip("?？。").lower()


def match_entries(*, document: Document, rows: Sequence[FaqRow], now: datetime) -> tuple[MatchedRow, ...]:
    """The entry of each row. An unknown question gets an entry that is still retired: the switch wakes it.

    Variants are written at once, because the index reads them from the entry; they are searched, never shown.
    """
    with transaction.atomic():
        Document.objects.select_for_update().get(pk=document.pk)
        known = _known(document)
        sections = _sections()
        fresh = [row for row in rows if question_key(question=row.question) not in known]
        made = FaqEntry.objects.bulk_create(
            [_asleep(document, row, _section_of(row, document, sections), now) for row in fresh], batch_size=500
        )
        for row in rows:
            entry = known.get(question_key(question=row.question))
            if entry and entry.variants != list(row.variants):
                FaqEntry.objects.filter(pk=entry.pk).update(variants=list(row.variants))
        known |= {question_key(question=entry.question): entry for entry in made}
    return tuple(MatchedRow(row, known[question_key(question=row.question)].pk) for row in rows)


def put_entries_in_service(
    *, document: Document, matched: Sequence[MatchedRow], by_id: int | None, now: datetime
) -> None:
    """Inside the switch: entries say what the sheet says, former wordings become revisions, missing ones retire."""
    sections = _sections()
    entries = {entry.pk: entry for entry in FaqEntry.objects.filter(document=document)}
    revisions: list[FaqRevision] = []
    changed: list[FaqEntry] = []
    for match in matched:
        entry = entries[match.entry_id]
        before = _said(entry)
        if not entry.retired_at and (entry.question, entry.answer) != (match.row.question, match.row.answer):
            revisions.append(revision_of(entry=entry, by_id=by_id, now=now))
        _take_over(entry, match.row, _section_of(match.row, document, sections))
        if _said(entry) != before:
            changed.append(entry)
    wanted = {match.entry_id for match in matched}
    # Retire first: a question may have moved from one entry to another, and each stands once among the active ones.
    FaqEntry.objects.filter(document=document, retired_at=None).exclude(pk__in=wanted).update(retired_at=now)
    FaqRevision.objects.bulk_create(revisions)
    FaqEntry.objects.bulk_update(changed, _FIELDS, batch_size=200)
    FaqEntry.objects.filter(pk__in=wanted, retired_at__isnull=False).update(retired_at=None)


def revision_of(*, entry: FaqEntry, by_id: int | None, now: datetime) -> FaqRevision:
    """What the entry says now, to be kept when it is changed (unsaved)."""
    return FaqRevision(entry=entry, question=entry.question, answer=entry.answer, changed_by_id=by_id, changed_at=now)


def _sections() -> dict[str, int]:
    return {section.name: section.id for section in town_sections()}


def _section_of(row: FaqRow, document: Document, sections: dict[str, int]) -> int | None:
    return sections.get(row.section, document.section_id)


def _asleep(document: Document, row: FaqRow, section_id: int | None, now: datetime) -> FaqEntry:
    entry = FaqEntry(document=document)
    _take_over(entry, row, section_id)
    entry.retired_at = now
    return entry


def _said(entry: FaqEntry) -> tuple[object, ...]:
    return tuple(getattr(entry, field) for field in _FIELDS)


def _known(document: Document) -> dict[str, FaqEntry]:
    """Entries by question; an active one is preferred to a retired one."""
    entries = sorted(FaqEntry.objects.filter(document=document), key=lambda entry: entry.retired_at is None)
    return {question_key(question=entry.question): entry for entry in entries}


def _take_over(entry: FaqEntry, row: FaqRow, section_id: int | None) -> None:
    entry.question, entry.answer, entry.variants = row.question, row.answer, list(row.variants)
    entry.section_id, entry.category, entry.valid_until = section_id, row.category[:60], row.valid_until
    entry.row_number, entry.retired_at = row.row_number or None, None
    entry.proposed, entry.proposed_by_id, entry.proposed_at = None, None, None
