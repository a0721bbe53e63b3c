"""Send: a message out of the outbox arrives once, by reply while its token is good, else by push with a retry key.

A reply has no retry key. When nobody knows whether it arrived, the same token is tried again within its minute: LINE
takes a token once, so a token that is refused then was used by the first try.
"""

import json
import time
from datetime import datetime, timedelta

import structlog
from django.utils import timezone

from assistants.line.bubbles import Bubble
from assistants.line.channel import NotConnected, channel_keys, note_trouble
from assistants.line.client import Answer, Came, LineClient
from assistants.line.limits import BACK_OFF, PAUSES, RETRY_KEY_LASTS, SEND_LEASE
from assistants.models import LineChannel, LineMessage
from llm_gateway.public import SecretNotReadable, reveal

log = structlog.get_logger(__name__)
_TROUBLES = {
    Came.ACCEPTED: LineChannel.Trouble.NONE,
    Came.UNAUTHORIZED: LineChannel.Trouble.UNAUTHORIZED,
    Came.MONTHLY_LIMIT: LineChannel.Trouble.MONTHLY_LIMIT,
    Came.UNCLEAR: LineChannel.Trouble.UNREACHABLE,
}
_PASSES = {Came.UNCLEAR, Came.SLOW_DOWN}  # trying again may help soon


def send(*, message_id: int, now: datetime) -> bool:
    """Claim the message and try to send it; True when it arrived. What did not is tried again by the sweep."""
    message = LineMessage.claim(pk=message_id, now=now, lease=SEND_LEASE)
    if message is None:
        return False
    try:
        keys = channel_keys()
        bubbles = json.loads(reveal(value=message.bubbles))
    except (NotConnected, SecretNotReadable):
        _give_up(message, "disconnected", now)
        return False
    with LineClient(token=keys.token) as line:
        return _send(line, message, bubbles)


def _send(line: LineClient, message: LineMessage, bubbles: list[Bubble]) -> bool:
    for pause in (*PAUSES, None):
        by, answer = _try(line, message, bubbles)
        if answer.came not in _PASSES or pause is None:
            break
        time.sleep(pause)
    now = timezone.now()
    if answer.came in _TROUBLES:
        note_trouble(trouble=_TROUBLES[answer.came], now=now)
    if answer.came is Came.ACCEPTED:
        message.write(state=LineMessage.State.DONE, sent_by=by, bubbles="", reply_token="", failure="", finished_at=now)
        return True
    if answer.came is Came.REFUSED or now > message.created_at + RETRY_KEY_LASTS:
        _give_up(message, answer.came.value, now)
        return False
    _later(message, answer.came.value, now)
    return False


def _try(line: LineClient, message: LineMessage, bubbles: list[Bubble]) -> tuple[str, Answer]:
    """By reply while the token may be good; when it is refused at first sight, or its time is over, by push."""
    if message.reply_until and timezone.now() < message.reply_until:
        tried_before, message.reply_tried = message.reply_tried, True
        message.write(reply_tried=True)  # before the call: a worker that dies in it leaves the question open
        answer = line.reply(token=reveal(value=message.reply_token), messages=bubbles)
        if answer.came is not Came.REFUSED:
            message.reply_tried = tried_before or answer.came is Came.UNCLEAR
            return "reply", answer
        if tried_before:
            return "reply", Answer(Came.ACCEPTED, {})
        message.reply_until = None
        message.write(reply_until=None)
    return _push(line, message, bubbles)


def _push(line: LineClient, message: LineMessage, bubbles: list[Bubble]) -> tuple[str, Answer]:
    friend = message.friend
    if friend is None or not friend.is_following:
        return "push", Answer(Came.REFUSED, {})
    try:
        to = reveal(value=friend.user_id)
    except SecretNotReadable:
        return "push", Answer(Came.REFUSED, {})
    return "push", line.push(to=to, messages=bubbles, key=message.key)


def _later(message: LineMessage, failure: str, now: datetime) -> None:
    minutes = BACK_OFF[min(message.attempts, len(BACK_OFF)) - 1]
    due_at = now + timedelta(minutes=minutes)
    message.write(state=LineMessage.State.WAITING, failure=failure, due_at=due_at, lease_until=None)
    log.warning("LINE message waits", message=message.pk, failure=failure, minutes=minutes)


def _give_up(message: LineMessage, failure: str, now: datetime) -> None:
    message.write(state=LineMessage.State.FAILED, failure=failure, bubbles="", reply_token="", finished_at=now)
    log.error("LINE message given up", message=message.pk, failure=failure)
