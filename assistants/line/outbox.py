"""The outbox: what is to be sent stands here first, so that no death of a worker loses it."""

import json
from datetime import datetime
from uuid import UUID

from assistants.line.bubbles import Bubble
from assistants.line.enqueue import enqueue_message
from assistants.line.limits import UNHEARD
from assistants.models import LineFriend, LineMessage
from tenants.public import mark_open_work


def put_into_outbox(
    *,
    friend: LineFriend | None,
    bubbles: list[Bubble],
    key: UUID,
    now: datetime,
    reply_token: str = "",
    reply_until: datetime | None = None,
    ring: bool = False,
) -> int:
    """Keep a message; the same `key` keeps it once. Returns its id. `ring`: a worker sends it, else the caller does.

    Without `friend` it can only be a reply.
    """
    values = {
        "friend": friend,
        "bubbles": json.dumps(bubbles, ensure_ascii=False),
        "reply_token": reply_token,
        "reply_until": reply_until if reply_token else None,
        "created_at": now,
        "due_at": now + UNHEARD,
    }
    row, _made = LineMessage.objects.get_or_create(key=key, defaults=values)
    # Also without ringing: the town is marked, so that a sweep finds the message when its sender dies.
    if ring:
        enqueue_message(message_id=row.pk, now=now)
    else:
        mark_open_work(now=now)
    return int(row.pk)
