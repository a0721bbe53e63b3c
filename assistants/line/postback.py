"""The words that come back when a reader presses a rating."""

from dataclasses import dataclass
from uuid import UUID

from assistants.feedback import REASONS
from assistants.models import Feedback

_MARK = "rate"


@dataclass(frozen=True, slots=True)
class Rating:
    """What was pressed below which answer."""

    turn_id: UUID
    kind: str
    reason: str


def rating_data(*, turn_id: str, kind: str, reason: str = "") -> str:
    """`data` of a postback; below 300 characters."""
    return ":".join((_MARK, turn_id, kind, reason))


def read_rating(*, data: str) -> Rating | None:
    """The rating of a postback; None for any other one."""
    match data.split(":"):
        case [mark, turn, kind, reason] if mark == _MARK and kind in Feedback.Kind.values:
            try:
                return Rating(UUID(turn), kind, reason if reason in REASONS else "")
            except ValueError:
                return None
    return None
