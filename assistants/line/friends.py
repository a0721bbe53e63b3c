"""Who writes: LINE's user id becomes a pseudonym of this town, and a conversation that goes on for a while."""

import hashlib
import hmac
from datetime import datetime

from django.conf import settings

from assistants.conversing import KEPT, Held, begin
from assistants.models import Conversation, LineFriend
from assistants.turn import Channel
from tenants.public import current_schema


def pseudonym(*, user_id: str) -> str:
    """A keyed hash that differs from town to town: two towns' records cannot be joined by it."""
    key = f"line friend|{current_schema()}|{settings.SECRET_KEY}".encode()
    return hmac.new(key, user_id.encode(), hashlib.sha256).hexdigest()


def friend_of(*, user_id: str) -> LineFriend:
    """The row of a user, made when new. Two queries at most."""
    row, _made = LineFriend.objects.get_or_create(pseudonym=pseudonym(user_id=user_id), defaults={"user_id": user_id})
    return row


def conversation_with(*, friend: LineFriend, now: datetime) -> Held:
    """The running conversation, or a new one after a pause of twelve hours."""
    row = friend.conversations.order_by("-last_turn_at").first()
    if row is not None and row.last_turn_at >= now - KEPT:
        return Held.of(row=row)
    held = begin(channel=Channel.LINE, language=row.language if row and row.language_chosen else "", now=now)
    Conversation.objects.filter(pk=held.id).update(friend=friend)
    return held


def note_following(*, friend: LineFriend, is_following: bool, at: datetime) -> bool:
    """Keep what LINE says of following; False for a late word about an earlier moment."""
    if friend.followed_at is not None and friend.followed_at > at:
        return False
    friend.is_following, friend.followed_at = is_following, at
    friend.save(update_fields=["is_following", "followed_at"])
    return True
