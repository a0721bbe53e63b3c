"""Takes down a question that was not answered or whose answer was voted down; sorting it in comes later."""

from datetime import datetime
from uuid import UUID

from knowledge.models import GapQuestion
from tenants.public import mark_open_work

_LONGEST = 500


def note_gap(*, turn_id: UUID, question: str, reason: str, audience: str, section_id: int | None, at: datetime) -> None:
    """Take down a masked question of the entered town, once a turn; two statements, no model and no search.

    `reason`: not_found, not_supported or not_helpful (GapQuestion.Reason); an outcome that came later counts as
    not_found. The town's sweep sorts the question in within minutes.
    An empty question is nothing.
    """
    text = question.strip()[:_LONGEST]
    if not text:
        return
    row = GapQuestion(
        turn_id=turn_id,
        reason=reason if reason in GapQuestion.Reason.values else GapQuestion.Reason.NOT_FOUND,
        text=text,
        audience=audience,
        section_id=section_id,
        at=at,
    )
    GapQuestion.objects.bulk_create([row], ignore_conflicts=True)
    mark_open_work(now=at)
