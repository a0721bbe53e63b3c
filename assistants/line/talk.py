"""Talk: from LINE to a person, by buttons; the desk's reply comes into the same LINE conversation.

Consent is a button. What is written for the desk is one message right after a button that says so, read by no model;
everything else goes to the assistant as always. Done twice, each step changes nothing.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import transaction
from django.utils.dateparse import parse_datetime

from assistants.handover.answer_back import answer_back
from assistants.handover.ask import Asked, ask_person
from assistants.handover.promise import reachable_desk
from assistants.handover.refused import HandoverRefused, HandoverUnknown
from assistants.handover.rules import handover_rules
from assistants.line import saying_talk as say
from assistants.line.bubbles import Bubble
from assistants.line.friends import conversation_with
from assistants.line.postback import Talking, TalkStep
from assistants.models import Handover, HandoverMessage, LineEvent, LineFriend, RecordedTurn
from assistants.turn import Channel

WRITES_FOR: Final = timedelta(minutes=30)  # a later message is for the assistant again
WORDS: Final = frozenset({"職員に聞く", "職員に相談", "職員に相談する"})


def step_towards_a_person(*, talking: Talking, event: LineEvent, friend: LineFriend, now: datetime) -> list[Bubble]:
    """What a button does."""
    match talking.step:
        case TalkStep.BEGIN:
            return begin(friend=friend, turn_id=talking.about, now=now)
        case TalkStep.SEND:
            return _send_question(talking.about, event, friend, now)
        case TalkStep.WRITE | TalkStep.ANSWER:
            return _let_write(talking, event, friend)
    _note_writing(friend, {})
    return say.stopped_bubbles()


def begin(*, friend: LineFriend, turn_id: UUID | None, now: datetime) -> list[Bubble]:
    """What would be sent, to which desk, what for and for how long; two buttons that agree."""
    rules = handover_rules()
    if not rules.is_open:
        return say.closed_bubbles()
    turn = _own_turn(turn_id, friend)
    reached = reachable_desk(section_id=turn.section_id if turn else None)
    promised = reached.promise(now=now, hours=rules.answer_within_hours)
    return say.consent_bubbles(rules=rules, turn=turn, reached=reached, promised=promised, now=now)


def written(*, event: LineEvent, text: str, friend: LineFriend, now: datetime) -> list[Bubble] | None:
    """What is said to a message that was meant for the desk; None for any other one."""
    before = _done_before(event)
    if before is not None:
        return say.received_bubbles(row=before, now=now)
    to = _writing_to(friend, event.occurred_at)
    if to is None:
        return begin(friend=friend, turn_id=None, now=now) if text.strip() in WORDS else None
    if to.step is TalkStep.ANSWER and to.about:
        return _written_into(to.about, text, event, friend, now)
    return _asked(event, friend, text, _own_turn(to.about, friend), now)


def _send_question(turn_id: UUID | None, event: LineEvent, friend: LineFriend, now: datetime) -> list[Bubble]:
    before, turn = _done_before(event), _own_turn(turn_id, friend)
    if before is not None:
        return say.received_bubbles(row=before, now=now)
    if turn is None or not turn.question:
        return say.lost_bubbles()
    return _asked(event, friend, turn.question, turn, now)


def _let_write(talking: Talking, event: LineEvent, friend: LineFriend) -> list[Bubble]:
    at = event.occurred_at.isoformat()  # LINE's own times are compared: a worker may be late
    _note_writing(friend, {"step": talking.step.value, "about": str(talking.about or ""), "at": at})
    return say.write_now_bubbles()


def _asked(event: LineEvent, friend: LineFriend, text: str, turn: RecordedTurn | None, now: datetime) -> list[Bubble]:
    held = turn.conversation_id if turn else conversation_with(friend=friend, now=now).id
    asked = Asked(
        key=_key(event),
        message=text,
        section_id=turn.section_id if turn else None,
        turn_id=turn.pk if turn else None,
        consents=True,
        channel_reaches=True,
    )
    return _kept(
        friend,
        lambda: ask_person(
            conversation_id=held, channel=Channel.LINE.value, asked=asked, client=friend.pseudonym[:16], now=now
        ),
        now,
    )


def _written_into(talk: UUID, text: str, event: LineEvent, friend: LineFriend, now: datetime) -> list[Bubble]:
    ids = list(friend.conversations.values_list("pk", flat=True))
    try:
        return _kept(
            friend,
            lambda: answer_back(talk_key=talk, conversation_ids=ids, text=text, key=_key(event), now=now),
            now,
        )
    except HandoverUnknown:
        _note_writing(friend, {})
        return say.lost_bubbles()


def _kept(friend: LineFriend, step: Callable[[], Handover], now: datetime) -> list[Bubble]:
    """Do it and end the writing, both or neither; what is refused may be written once more."""
    try:
        with transaction.atomic():
            row = step()
            _note_writing(friend, {})
    except HandoverRefused as refused:
        return say.refused_bubbles(sentence=refused.sentence)
    row.refresh_from_db()
    return say.received_bubbles(row=row, now=now)


def _key(event: LineEvent) -> UUID:
    return uuid5(NAMESPACE_OID, f"line talk {event.turn_id}")


def _done_before(event: LineEvent) -> Handover | None:
    """The hand-over that an earlier worker made or wrote into for this event. Two queries at most."""
    row = Handover.objects.filter(key=_key(event)).first()
    if row is None:
        word = HandoverMessage.objects.filter(key=_key(event)).select_related("handover").first()
        row = word.handover if word else None
    return row


def _own_turn(turn_id: UUID | None, friend: LineFriend) -> RecordedTurn | None:
    return RecordedTurn.objects.filter(pk=turn_id, conversation__friend=friend).first() if turn_id else None


def _note_writing(friend: LineFriend, plain: dict[str, str]) -> None:
    LineFriend.objects.filter(pk=friend.pk).update(writing=plain)


def _writing_to(friend: LineFriend, written_at: datetime) -> Talking | None:
    """What a message of this time is for, while the button that said so is fresh."""
    at = parse_datetime(friend.writing.get("at", "")) if friend.writing else None
    if at is None or not timedelta(0) <= written_at - at <= WRITES_FOR:
        return None
    about = friend.writing.get("about", "")
    return Talking(TalkStep(friend.writing["step"]), UUID(about) if about else None)
