"""The town's topics as one query reads them, and the questions' words prepared for comparing."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from assistants.models import Topic


@dataclass(frozen=True, slots=True)
class KnownTopic:
    """One topic, copied: what belongs to it, and what its gate rests on (see assistants.topics.gate)."""

    id: int
    name: str
    is_rest: bool
    keywords: tuple[str, ...]
    examples: tuple[str, ...]
    section_ids: frozenset[int]
    bar_percent: int | None
    least_questions: int
    off_reason: str
    is_off: bool
    measured_percent: Decimal | None
    measured_questions: int
    measured_at: datetime | None
    measured_as: str
    stale: bool


def known_topics() -> tuple[KnownTopic, ...]:
    """All topics of the entered town in their order; one query."""
    return tuple(known(row=row) for row in Topic.objects.all())


def known(*, row: Topic) -> KnownTopic:
    """The facts of one row."""
    return KnownTopic(
        id=row.pk,
        name=row.name,
        is_rest=row.is_rest,
        keywords=tuple(row.keywords),
        examples=tuple(row.examples),
        section_ids=frozenset(row.section_ids),
        bar_percent=row.bar_percent,
        least_questions=row.least_questions,
        off_reason=row.off_reason,
        is_off=row.off_at is not None,
        measured_percent=row.measured_percent,
        measured_questions=row.measured_questions,
        measured_at=row.measured_at,
        measured_as=row.measured_as,
        stale=row.stale,
    )
