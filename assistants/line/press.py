"""Press: what a button of ours does: rate, choose, turn to more choices, go to a person."""

from datetime import datetime

from assistants.feedback import give_feedback
from assistants.line.answer import answered, shown_again
from assistants.line.bubbles import Bubble
from assistants.line.incoming import Incoming
from assistants.line.postback import Choosing, Paging, Rating, Talking, read_pressed
from assistants.line.saying import (
    choice_lost_bubbles,
    more_bubbles,
    not_taken_bubbles,
    rating_lost_bubbles,
    thanks_bubbles,
)
from assistants.line.talk import step_towards_a_person
from assistants.models import LineEvent, LineFriend, RecordedTurn


def pressed(*, event: LineEvent, incoming: Incoming, friend: LineFriend, now: datetime) -> list[Bubble]:
    """What is said to it."""
    match read_pressed(data=incoming.text):
        case Rating() as rating:
            return _rated(rating, friend, now)
        case Choosing(choice=choice):
            return answered(event=event, incoming=incoming, friend=friend, now=now, choice=choice)
        case Paging() as paging:
            return _more(paging, friend)
        case Talking() as talking:
            return step_towards_a_person(talking=talking, event=event, friend=friend, now=now)
    return not_taken_bubbles(kind="postback")


def _rated(rating: Rating, friend: LineFriend, now: datetime) -> list[Bubble]:
    rated = RecordedTurn.objects.filter(pk=rating.turn_id, conversation__friend=friend).first()
    if rated is None:
        return rating_lost_bubbles()
    give_feedback(
        turn_id=rated.pk,
        conversation_id=rated.conversation_id,
        kind=rating.kind,
        reason=rating.reason,
        comment="",
        now=now,
    )
    return thanks_bubbles(turn_id=str(rating.turn_id), kind=rating.kind, reason=rating.reason)


def _more(paging: Paging, friend: LineFriend) -> list[Bubble]:
    turn = RecordedTurn.objects.filter(pk=paging.turn_id, conversation__friend=friend).first()
    shown = shown_again(turn=turn) if turn and turn.shown else None
    if shown is None or paging.start >= len(shown.choices):
        return choice_lost_bubbles()
    return more_bubbles(shown=shown, start=paging.start)
