"""What readers say of an answer: kept beside the turn, comments masked; a reported error goes to the turn's section."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assistants.models import Feedback, RecordedTurn
from assistants.turn import Channel
from knowledge.public import note_gap
from pii_masking.public import mask

REASONS: Final[dict[str, Promise]] = {
    "wrong": _("内容が間違っている"),
    "old": _("情報が古い"),
    "not_asked": _("聞いたことと違う"),
    "hard": _("分かりにくい"),
    "missing": _("知りたいことがない"),
}
_OPPOSITE: Final = {
    Feedback.Kind.HELPFUL: Feedback.Kind.NOT_HELPFUL,
    Feedback.Kind.NOT_HELPFUL: Feedback.Kind.HELPFUL,
}
_LONGEST_COMMENT: Final = 500


class FeedbackRefused(LookupError):
    """No such turn in this conversation."""


def give_feedback(*, turn_id: UUID, conversation_id: int, kind: str, reason: str, comment: str, now: datetime) -> None:
    """Keep what a reader says; said again it replaces the earlier word of the same kind, 👍 and 👎 each other.

    A reported error is open for the section again. Raises FeedbackRefused.
    """
    turn = RecordedTurn.objects.filter(pk=turn_id, conversation_id=conversation_id).first()
    if turn is None:
        raise FeedbackRefused(str(turn_id))
    masked = mask(text=comment.strip()[:_LONGEST_COMMENT])
    reports = kind == Feedback.Kind.ERROR
    values = {
        "reason": reason if reason in REASONS else "",
        "comment": "" if masked.my_number else masked.masked.text,
        "at": now,
        "section_id": turn.section_id,
        "state": Feedback.State.OPEN if reports else "",
    }
    with transaction.atomic():
        Feedback.objects.update_or_create(turn_id=turn_id, kind=kind, defaults=values)
        if not reports:
            Feedback.objects.filter(turn_id=turn_id, kind=_OPPOSITE[Feedback.Kind(kind)]).delete()
        if kind == Feedback.Kind.NOT_HELPFUL:
            _note_gap(turn, now)


def _note_gap(turn: RecordedTurn, now: datetime) -> None:
    """An answer that did not help is a gap of knowledge, too."""
    note_gap(
        turn_id=turn.pk,
        question=turn.question,
        reason="not_helpful",
        audience="staff" if turn.channel == Channel.STAFF else "residents",
        section_id=turn.section_id,
        at=now,
    )
