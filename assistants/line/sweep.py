"""Sweep: rings again for what was lost, forgets what is long done."""

from datetime import datetime

from assistants.line.enqueue import enqueue_event, enqueue_message
from assistants.line.limits import EVENTS_KEPT, UNHEARD
from assistants.models import LineEvent, LineFriend, LineMessage
from tenants.public import mark_open_work

_AT_ONCE = 200


def sweep_line(*, now: datetime) -> int:
    """Enqueue the due events and messages of the entered town; returns how many.

    The claim decides who does one, so ringing twice does no harm. The town stays marked as long as something is open.
    """
    events = list(LineEvent.objects.due(now=now).values_list("pk", flat=True)[:_AT_ONCE])
    messages = list(LineMessage.objects.due(now=now).values_list("pk", flat=True)[:_AT_ONCE])
    LineEvent.objects.filter(pk__in=events, state=LineEvent.State.WAITING).update(due_at=now + UNHEARD)
    LineMessage.objects.filter(pk__in=messages, state=LineMessage.State.WAITING).update(due_at=now + UNHEARD)
    for pk in events:
        enqueue_event(event_id=pk, now=now)
    for pk in messages:
        enqueue_message(message_id=pk, now=now)
    if LineEvent.objects.unfinished().exists() or LineMessage.objects.unfinished().exists():
        mark_open_work(now=now)
    return len(events) + len(messages)


def forget_line(*, now: datetime) -> int:
    """Delete what is long done, and readers whose conversations are all deleted; returns how many rows went."""
    over = [LineEvent.State.DONE, LineEvent.State.FAILED]
    before = now - EVENTS_KEPT
    gone = LineEvent.objects.filter(state__in=over, finished_at__lt=before).delete()[0]
    gone += LineMessage.objects.filter(state__in=over, finished_at__lt=before).delete()[0]
    idle = LineFriend.objects.filter(conversations=None, messages=None, is_following=False)
    return int(gone + idle.delete()[0])
