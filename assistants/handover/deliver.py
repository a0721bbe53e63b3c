"""Deliver: how a desk's word reaches the resident, by channel.

Page, widget and programs ask for news themselves (`assistants.handover.thread`). LINE is pushed to; a push is claimed
by a conditional update, is repeated by the sweep until it went through, and carries the message's key, so that LINE
itself drops what it has had.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from assistants.handover.enqueue import push_message
from assistants.line.push import NotOnLine, push_text
from assistants.line.saying_talk import answer_button, reply_text
from assistants.models import HandoverMessage
from assistants.turn import Channel
from tenants.public import Town, current_town

PUSHED: Final = frozenset({Channel.LINE.value})
_LEASE: Final = timedelta(minutes=5)
_GIVEN_UP_AFTER: Final = timedelta(days=1)


def deliver(*, message: HandoverMessage, channel: str, now: datetime) -> None:
    """Bring a word on its way, within the transaction that wrote it."""
    if channel in PUSHED:
        HandoverMessage.objects.filter(pk=message.pk).update(push_due_at=now)
        push_message(message_id=message.pk, now=now)


def push(*, message_id: int, now: datetime) -> bool:
    """Push one word; False when it is not due or another worker has it. Given up after a day, with the reason kept."""
    due = HandoverMessage.objects.filter(pk=message_id, push_due_at__isnull=False)
    claimed = due.filter(Q(push_begun_at=None) | Q(push_begun_at__lt=now - _LEASE)).update(push_begun_at=now)
    row = due.select_related("handover").first() if claimed else None
    if row is None:
        return False
    problem = _push_by_channel(current_town(), row)
    given_up = problem and row.push_due_at and row.push_due_at < now - _GIVEN_UP_AFTER
    values = {"push_failed": problem[:80]} if problem else {"push_due_at": None, "push_failed": ""}
    due.update(**values, **({"push_due_at": None} if given_up else {}))
    return not problem


def undelivered(*, now: datetime) -> list[int]:
    """Words whose push was lost or failed a while ago. One query."""
    rows = HandoverMessage.objects.filter(push_due_at__isnull=False)
    return list(rows.filter(Q(push_begun_at=None) | Q(push_begun_at__lt=now - _LEASE)).values_list("pk", flat=True))


def _push_by_channel(town: Town, message: HandoverMessage) -> str:
    """An empty string, or why it did not go through. What LINE has taken over it sends by itself, once a key."""
    row = message.handover
    text = reply_text(row=row, section=message.section_name, text=message.text)
    quick = [answer_button(key=row.key)]
    try:
        push_text(town=town, conversation_id=row.conversation_id, text=text, retry_key=message.key, quick=quick)
    except NotOnLine:
        return f"{row.channel}: the reader has left"
    return ""
