"""A person says that a passage helped, or takes it back."""

from datetime import datetime

from django.db.models import Q

from knowledge.citing.tokens import CitationUnknown, passage_of
from knowledge.models import Document, HelpfulMark, Passage
from knowledge.readers import readable_by
from tenants.public import Access


def mark_helpful(*, token: str, helpful: bool, access: Access, now: datetime) -> None:
    """Mark the passage that `token` names within the person's sections; `helpful` false takes every mark back.

    Saying it twice is saying it once. Raises CitationUnknown for what the person may not read.
    """
    readable = Document.objects.filter(readable_by(access=access))
    rows = Passage.objects.filter(document__in=readable, staged=False, pk=passage_of(token=token))
    passage_id = rows.values_list("pk", flat=True).first()
    if passage_id is None:
        raise CitationUnknown
    if not helpful:
        HelpfulMark.objects.filter(passage_id=passage_id, person_id=access.person_id).delete()
        return
    sections: list[int | None] = [*sorted(access.section_ids)] or [None]
    made = [
        HelpfulMark(passage_id=passage_id, person_id=access.person_id, section_id=section, marked_at=now)
        for section in sections
    ]
    HelpfulMark.objects.bulk_create(made, ignore_conflicts=True)


def marked_tokens(*, tokens: list[str], access: Access) -> frozenset[str]:
    """Which of these citations the person marked; one query, none without tokens."""
    by_id: dict[int, list[str]] = {}
    for token in tokens:
        try:
            by_id.setdefault(passage_of(token=token), []).append(token)
        except CitationUnknown:
            continue  # of long ago, or of no passage: nothing to mark
    if not by_id:
        return frozenset()
    own = HelpfulMark.objects.filter(Q(passage__in=list(by_id)), person_id=access.person_id)
    return frozenset(token for pk in own.values_list("passage_id", flat=True) for token in by_id[pk])
