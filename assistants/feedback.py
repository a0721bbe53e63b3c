"""What readers say of an answer: kept beside the turn, comments masked; a reported error goes to the turn's section."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assistants.models import Feedback, RecordedTurn
from pii_masking.public import mask

REASONS: Final[dict[str, Promise]] = {
    "wrong": _("内容が間違っている"),
    "old": _("情報が古い"),
    "not_asked": _("聞いたことと違う"),
    "hard": _("分かりにくい"),
    "missing": _("知りたいことがない"),
}
_LONGEST_COMMENT: Final = 500


class FeedbackRefused(LookupError):
    """No such turn in this conversation."""


def give_feedback(*, turn_id: UUID, conversation_id: int, kind: str, reason: str, comment: str, now: datetime) -> None:
    """Keep what a reader says; said again it replaces the earlier word of the same kind, 👍 and 👎 each other.

    A reported error is open for the section again. Raises FeedbackRefused.
    """
    turn = RecordedTurn.objects.filter(pk=turn_id, conversation_id=conversation_id).only("section_id").first()
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
    Feedback.objects.update_or_create(turn_id=turn_id, kind=kind, defaults=values)
    if not reports:
        opposite = {Feedback.Kind.HELPFUL: Feedback.Kind.NOT_HELPFUL, Feedback.Kind.NOT_HELPFUL: Feedback.Kind.HELPFUL}
        Feedback.objects.filter(turn_id=turn_id, kind=opposite[Feedback.Kind(kind)]).delete()
