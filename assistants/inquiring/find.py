"""Finds inquiries: the person's own, and those that colleagues share with the person's sections."""

from typing import Final

from django.db.models import Q, QuerySet

from assistants.inquiring.unmask import unmasked
from assistants.models import Inquiry, RecordedTurn
from assistants.showing import Shown, from_plain
from pii_masking.public import Vault
from tenants.public import Access
from web.public import Cut, cut

MOST_TURNS: Final = 100


class InquiryUnknown(LookupError):
    """There is no such inquiry for this person: another's, another section's, or deleted."""


def inquiries_page(*, access: Access, words: str, shared: bool, page: str) -> Cut[Inquiry]:
    """One page, newest question first; `words` stand in the title or in a question. Two queries."""
    rows = _shared(access) if shared else Inquiry.objects.filter(person_id=access.person_id)
    rows = rows.filter(asked_at__isnull=False).select_related("person", "shared_with").order_by("-asked_at")
    for word in words.split()[:5]:
        asked = RecordedTurn.objects.filter(question__icontains=word).values("conversation_id")
        rows = rows.filter(Q(title__icontains=word) | Q(conversation_id__in=asked))
    return cut(items=rows, number=page)


def inquiry_for(*, access: Access, inquiry_id: int) -> Inquiry:
    """One that the person may read. Raises InquiryUnknown. One query."""
    rows = (Inquiry.objects.filter(person_id=access.person_id) | _shared(access)).select_related(
        "conversation", "person", "shared_with", "section"
    )
    row = rows.filter(pk=inquiry_id).first()
    if row is None:
        raise InquiryUnknown(str(inquiry_id))
    return row


def own_inquiry(*, access: Access, inquiry_id: int) -> Inquiry:
    """One that is the person's to change. Raises InquiryUnknown. One query."""
    row = inquiry_for(access=access, inquiry_id=inquiry_id)
    if row.person_id != access.person_id:
        raise InquiryUnknown(str(inquiry_id))
    return row


def standing_turns(*, row: Inquiry, vault: Vault) -> tuple[Shown, ...]:
    """What was said and stands: turns that an edited question took the place of are left out. One query."""
    rows = RecordedTurn.objects.filter(conversation_id=row.conversation_id).exclude(pk__in=row.replaced)
    newest = list(rows.order_by("-at").only("shown", "question", "at")[:MOST_TURNS])
    return tuple(
        unmasked(shown=from_plain(plain=one.shown, turn_id=str(one.pk), question=one.question, at=one.at), vault=vault)
        for one in reversed(newest)
        if one.shown
    )


def _shared(access: Access) -> QuerySet[Inquiry]:
    return Inquiry.objects.filter(shared_with_id__in=access.section_ids)
