"""The town's connection to LINE, read and written; secrets in the clear only where they are used."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from assistants.audit_actions import LINE_CONNECTED, LINE_DISCONNECTED
from assistants.models import LineChannel, LineMessage
from audit_log.public import Actor, Subject, record
from llm_gateway.public import SecretNotReadable, reveal


class NotConnected(LookupError):
    """The town has no LINE account, or its secrets cannot be read any more."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Both secrets of the channel, in the clear."""

    secret: str
    token: str


def channel_keys() -> Keys:
    """The keys of the entered town. Raises NotConnected. One query."""
    row = LineChannel.objects.filter(pk=1).first()
    if row is None:
        raise NotConnected("not set up")
    try:
        return Keys(reveal(value=row.channel_secret), reveal(value=row.access_token))
    except SecretNotReadable as unreadable:
        raise NotConnected("secrets not readable") from unreadable


def stored_keys() -> Keys | None:
    """The keys, or None when there are none that can be read. One query."""
    try:
        return channel_keys()
    except NotConnected:
        return None


def connect(*, keys: Keys, bot_name: str, basic_id: str, actor: Actor, now: datetime) -> None:
    """Store or replace the connection."""
    values = {
        "channel_secret": keys.secret,
        "access_token": keys.token,
        "bot_name": bot_name[:100],
        "basic_id": basic_id[:40],
        "trouble": LineChannel.Trouble.NONE,
        "trouble_at": None,
        "updated_at": now,
    }
    with transaction.atomic():
        LineChannel.objects.update_or_create(pk=1, defaults=values)
        record(action=LINE_CONNECTED, actor=actor, subject=_subject(bot_name), at=now)


def disconnect(*, actor: Actor, now: datetime) -> None:
    """Forget both secrets; what waits to be sent is given up. Conversations stay in the log."""
    with transaction.atomic():
        row = LineChannel.objects.select_for_update().filter(pk=1).first()
        if row is None:
            return
        LineMessage.objects.unfinished().update(
            state=LineMessage.State.FAILED, failure="disconnected", bubbles="", reply_token="", finished_at=now
        )
        record(action=LINE_DISCONNECTED, actor=actor, subject=_subject(row.bot_name), at=now)
        row.delete()


def note_trouble(*, trouble: LineChannel.Trouble, now: datetime) -> None:
    """Let staff see what LINE complains of; NONE clears it. One statement, none when nothing changed."""
    LineChannel.objects.filter(pk=1).exclude(trouble=trouble).update(trouble=trouble, trouble_at=now)


def _subject(name: str) -> Subject:
    return Subject("assistants.line_channel", "1", name or "LINE")
