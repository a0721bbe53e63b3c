"""Specimens of what residents and programs leave behind on the channels: turns, reports, talks, tokens."""

import uuid

from django.utils import timezone

from assistants.conversing import begin, token_of
from assistants.handover.holding import talk_token
from assistants.models import CannedReply, Conversation, Feedback, Handover, HandoverMessage, LogExport, RecordedTurn
from assistants.turn import Channel
from tenants.models import ApiKey, Person
from tests.walls.secret import SECRET, count


def recorded_turn() -> RecordedTurn:
    """Something a resident asked."""
    now = timezone.now()
    conversation = Conversation.objects.create(channel="page", started_at=now, last_turn_at=now)
    return RecordedTurn.objects.create(
        id=uuid.uuid4(),
        conversation=conversation,
        channel="page",
        at=now,
        question=SECRET,
        answer=SECRET,
        outcome="quoted",
    )


def report() -> Feedback:
    """An error that a resident reported."""
    return Feedback.objects.create(turn=recorded_turn(), kind="error", comment=SECRET, state="open", at=timezone.now())


def handover() -> Handover:
    """A talk with a person."""
    turn = recorded_turn()
    made = Handover.objects.create(
        conversation=turn.conversation, channel="page", opened_at=turn.at, consented_to=SECRET, passed_on=[]
    )
    HandoverMessage.objects.create(handover=made, kind="resident", text=SECRET, at=turn.at)
    return made


def api_key() -> ApiKey:
    """A key of the town."""
    number = next(count)
    return ApiKey.objects.create(name=SECRET, prefix=f"k{number}", key_hash=f"{number:064x}", created_at=timezone.now())


def api_conversation() -> str:
    """A conversation as a program of the town holds it."""
    held = begin(channel=Channel.API, language="ja", now=timezone.now())
    return token_of(held=held, door=f"api {api_key().pk}")


def api_talk() -> str:
    """A talk as a program of the town holds it."""
    return talk_token(row=handover(), door=f"api {api_key().pk}")


def log_export() -> LogExport:
    """A file of the log that somebody asked for."""
    number = next(count)
    owner = Person.objects.create(email=f"exporter{number}@town.example", name=SECRET)
    return LogExport.objects.create(person=owner, kind="csv", queued_at=timezone.now(), filters={"words": SECRET})


def canned_reply() -> CannedReply:
    """A text that desks send again and again."""
    return CannedReply.objects.create(title=SECRET, text=SECRET, changed_at=timezone.now())
