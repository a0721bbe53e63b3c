"""What readers say of an answer: kept beside the turn, comments masked."""

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
    """Keep what a reader says; said again it replaces the earlier word of the same kind. Raises FeedbackRefused."""
    if not RecordedTurn.objects.filter(pk=turn_id, conversation_id=conversation_id).exists():
        raise FeedbackRefused(str(turn_id))
    masked = mask(text=comment.strip()[:_LONGEST_COMMENT])
    values = {
        "reason": reason if reason in REASONS else "",
        "comment": "" if masked.my_number else masked.masked.text,
        "at": now,
    }
    Feedback.objects.update_or_create(turn_id=turn_id, kind=kind, defaults=values)
