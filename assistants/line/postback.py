"""The words that come back when a reader presses a button."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from assistants.feedback import REASONS
from assistants.models import Feedback

_RATE: Final = "rate"
_CHOOSE: Final = "choose"
_MORE: Final = "more"
_TALK: Final = "talk"
_MOST_DIGITS: Final = 3


class TalkStep(StrEnum):
    """What a button does on the way to a person."""

    BEGIN = "begin"  # of an answer's turn: show what would be sent, ask for consent
    SEND = "send"  # agreed: hand over the question of that turn
    WRITE = "write"  # agreed: the next message is for the desk
    ANSWER = "answer"  # of a hand-over's key: the next message goes into it
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Rating:
    """What was pressed below which answer."""

    turn_id: UUID
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Choosing:
    """A choice of an answer (`choice` is its id)."""

    choice: str


@dataclass(frozen=True, slots=True)
class Paging:
    """The choices of an answer from the `start`-th on."""

    turn_id: UUID
    start: int


@dataclass(frozen=True, slots=True)
class Talking:
    """A step towards a person; `about` is the turn, or the hand-over's key when answering."""

    step: TalkStep
    about: UUID | None


Pressed = Rating | Choosing | Paging | Talking


def rating_data(*, turn_id: str, kind: str, reason: str = "") -> str:
    """`data` of a postback; below 300 characters, as are the others."""
    return ":".join((_RATE, turn_id, kind, reason))


def choice_data(*, choice: str) -> str:
    """`data` of a button that chooses."""
    return f"{_CHOOSE}:{choice}"


def more_data(*, turn_id: str, start: int) -> str:
    """`data` of the button behind which the other choices stand."""
    return f"{_MORE}:{turn_id}:{start}"


def talk_data(*, step: TalkStep, about: str = "") -> str:
    """`data` of a button on the way to a person."""
    return f"{_TALK}:{step.value}:{about}"


def read_pressed(*, data: str) -> Pressed | None:
    """What was pressed; None for anything that is no button of ours."""
    try:
        match data.split(":"):
            case [mark, turn, kind, reason] if mark == _RATE and kind in Feedback.Kind.values:
                return Rating(UUID(turn), kind, reason if reason in REASONS else "")
            case [mark, choice] if mark == _CHOOSE and choice:
                return Choosing(choice)
            case [mark, turn, start] if mark == _MORE and start.isdecimal() and len(start) <= _MOST_DIGITS:
                return Paging(UUID(turn), int(start))
            case [mark, step, about] if mark == _TALK:
                return Talking(TalkStep(step), UUID(about) if about else None)
    except ValueError:
        return None
    return None
