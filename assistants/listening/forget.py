"""Forgets the words of talks that nobody goes on with."""

from datetime import datetime

from assistants.conversing import KEPT
from assistants.models import Conversation, ListeningWord


def forget_words(*, now: datetime) -> int:
    """Delete words older than a conversation is held, and end their talks; how many words went. Two statements."""
    old = ListeningWord.objects.filter(at__lt=now - KEPT)
    Conversation.objects.filter(listening=True, last_turn_at__lt=now - KEPT).update(listening=False)
    return int(old.delete()[0])
