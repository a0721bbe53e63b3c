"""The FAQ entries that residents are served, with every wording, for apps that measure or compare them."""

from dataclasses import dataclass

from django.utils import timezone

from knowledge.models import FaqEntry
from knowledge.models.document import Audience, findable_on

MOST_ENTRIES = 2_000


@dataclass(frozen=True, slots=True)
class FaqWords:
    """One entry in service."""

    id: int
    question: str
    answer: str
    variants: tuple[str, ...]
    section_id: int | None
    category: str = ""


def faq_words(*, entry_id: int | None = None) -> tuple[FaqWords, ...]:
    """Residents' entries of the entered town, or one of them; one query."""
    today = timezone.localdate()
    rows = FaqEntry.objects.filter(
        findable_on(today=today, prefix="document"), document__audience=Audience.RESIDENTS, retired_at=None
    ).exclude(valid_until__lt=today)
    if entry_id is not None:
        rows = rows.filter(pk=entry_id)
    fields = ("pk", "question", "answer", "variants", "section_id", "category")
    return tuple(
        FaqWords(pk, question, answer, tuple(variants), section_id, category)
        for pk, question, answer, variants, section_id, category in rows.values_list(*fields)[:MOST_ENTRIES]
    )
