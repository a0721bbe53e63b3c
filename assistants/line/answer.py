"""Answer: the turn of one event, asked once however often its worker dies."""

from datetime import datetime

from asgiref.sync import async_to_sync

from assistants.asking import answer_whole
from assistants.choosing import ChoiceLost
from assistants.conversing import next_turn
from assistants.line.bubbles import Bubble
from assistants.line.channel import NotConnected, channel_keys
from assistants.line.client import LineClient
from assistants.line.friends import conversation_with
from assistants.line.incoming import Incoming
from assistants.line.saying import answer_bubbles, choice_lost_bubbles
from assistants.models import LineEvent, LineFriend, RecordedTurn
from assistants.showing import Shown, from_plain, shown_of
from assistants.turn import Channel


def answered(
    *, event: LineEvent, incoming: Incoming, friend: LineFriend, now: datetime, choice: str = ""
) -> list[Bubble]:
    """The answer to what was typed or chosen; when an earlier worker recorded it already, that one."""
    recorded = RecordedTurn.objects.filter(pk=event.turn_id).first()
    if recorded is not None and recorded.shown:  # of a talk that listens nothing is kept to say again
        return answer_bubbles(shown=shown_again(turn=recorded), is_first=False)
    _show_loading(incoming)
    try:
        shown, is_first = _ask(event, incoming, friend, now, choice)
    except ChoiceLost:
        return choice_lost_bubbles()
    return answer_bubbles(shown=shown, is_first=is_first)


def shown_again(*, turn: RecordedTurn) -> Shown:
    """A recorded turn as its reader saw it."""
    return from_plain(plain=turn.shown, turn_id=str(turn.pk), question=turn.question, at=turn.at)


def _ask(event: LineEvent, incoming: Incoming, friend: LineFriend, now: datetime, choice: str) -> tuple[Shown, bool]:
    held = conversation_with(friend=friend, now=now)
    turn = next_turn(
        channel=Channel.LINE,
        question=incoming.text,
        held=held,
        client_key=friend.pseudonym[:16],
        now=now,
        choice=choice,
    )
    turn.id = event.turn_id
    is_first = not turn.history
    async_to_sync(answer_whole)(turn)
    return shown_of(turn), is_first


def _show_loading(incoming: Incoming) -> None:
    try:
        with LineClient(token=channel_keys().token) as line:
            line.show_loading(to=incoming.user_id)
    except NotConnected:
        return
