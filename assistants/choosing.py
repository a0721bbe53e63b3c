"""Choosing instead of typing: each choice of a recorded answer has an id that brings its question back."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from assistants.listening.keep import shown_in_talk
from assistants.models import RecordedTurn

LONGEST_ID: Final = 45  # a turn's id, a dot, a number


class ChoiceLost(LookupError):
    """No such choice in this conversation."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a choice stands for: the whole question, and the step of a guide at which it was offered."""

    question: str
    label: str
    step: str = ""


def choice_id(*, turn_id: str, number: int) -> str:
    """The id of a turn's choice; `number` counts from 0."""
    return f"{turn_id}.{number}"


def chosen_of(*, conversation_id: int, choice: str) -> Chosen:
    """What was chosen; worthless in another conversation. Raises ChoiceLost. One query, in an お悩み相談 two."""
    turn_id, _dot, number = choice[:LONGEST_ID].rpartition(".")
    try:
        pk, place = UUID(turn_id), int(number) if number.isdecimal() else -1
    except ValueError as wrong:
        raise ChoiceLost(choice) from wrong
    turn = RecordedTurn.objects.filter(pk=pk, conversation_id=conversation_id).only("shown", "notes").first()
    shown = (turn.shown or shown_in_talk(turn_id=pk)) if turn else {}
    offered = shown.get("choices", [])
    if turn is None or not 0 <= place < len(offered):
        raise ChoiceLost(choice)
    step = str(turn.notes.get("guide", {}).get("step", ""))
    return Chosen(offered[place]["question"], offered[place]["label"], step)
