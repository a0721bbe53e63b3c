"""Push: words of the town's own into a running LINE conversation, for replies of staff."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone

from assistants.line.bubbles import put_together, texts
from assistants.line.outbox import put_into_outbox
from assistants.models import LineChannel, LineFriend, LineMessage
from tenants.public import Town, in_town


class NotOnLine(LookupError):
    """The conversation has no reader on LINE any more: not a LINE one, blocked, or the account is disconnected."""


def push_text(
    *, town: Town, conversation_id: int, text: str, retry_key: UUID, quick: Sequence[dict[str, Any]] = ()
) -> None:
    """Have `text` sent to the reader of a conversation; returns at once, a worker sends it.

    The same `retry_key` is sent once, however often this is called. Call it inside of the transaction that stores the
    reply: then both stand or neither does. Longer than five bubbles of 5,000 characters is cut. `quick`: buttons below.
    Raises NotOnLine.
    """
    with in_town(town):
        friend = LineFriend.objects.filter(conversations=conversation_id, is_following=True).first()
        if friend is None or not LineChannel.objects.filter(pk=1).exists():
            raise NotOnLine(str(conversation_id))
        bubbles = put_together(bubbles=texts(text=text), quick=quick)
        if bubbles:
            put_into_outbox(friend=friend, bubbles=bubbles, key=retry_key, now=timezone.now(), ring=True)


def push_failed(*, town: Town, retry_key: UUID) -> bool:
    """Whether a pushed text was given up: blocked, refused, or a day long not taken. Staff have to be told."""
    with in_town(town):
        return LineMessage.objects.filter(key=retry_key, state=LineMessage.State.FAILED).exists()
