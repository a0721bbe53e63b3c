"""Finds drafts: the person's own, the own sections' and those whose approval was asked of the person."""

from typing import Literal

from django.db.models import Q

from assistants.models import Draft, DraftVersion
from tenants.public import Access
from web.public import Cut, cut


class DraftUnknown(LookupError):
    """There is no such draft for this person."""


Tab = Literal["mine", "section", "approve"]


def drafts_page(*, access: Access, tab: Tab, words: str, page: str) -> Cut[Draft]:
    """One page, newest change first. Two queries."""
    chosen = {
        "mine": Q(person_id=access.person_id),
        "section": Q(section_id__in=access.section_ids) & ~Q(person_id=access.person_id),
        "approve": Q(approver_id=access.person_id, state=Draft.State.ASKED),
    }[tab]
    rows = Draft.objects.filter(chosen).select_related("person", "section").order_by("-changed_at")
    for word in words.split()[:5]:
        rows = rows.filter(title__icontains=word)
    return cut(items=rows, number=page)


def waiting_for(*, access: Access) -> int:
    """How many drafts wait for this person's approval. One query."""
    return Draft.objects.filter(approver_id=access.person_id, state=Draft.State.ASKED).count()


def draft_for(*, access: Access, draft_id: int) -> Draft:
    """One that the person may read. Raises DraftUnknown. One query."""
    mine = Q(person_id=access.person_id) | Q(approver_id=access.person_id) | Q(section_id__in=access.section_ids)
    row = Draft.objects.filter(mine, pk=draft_id).select_related("person", "section", "approver").first()
    if row is None:
        raise DraftUnknown(str(draft_id))
    return row


def may_write(*, row: Draft, access: Access) -> bool:
    """Whether the person writes along: the author and the section; an approver reads and decides."""
    return row.person_id == access.person_id or row.section_id in access.section_ids


def version_of(*, row: Draft, number: int | None = None) -> DraftVersion:
    """A version with its text, the newest by default. Raises DraftUnknown. One query."""
    found = DraftVersion.objects.filter(draft=row, number=row.number if number is None else number).first()
    if found is None:
        raise DraftUnknown(f"{row.pk} {number}")
    return found
