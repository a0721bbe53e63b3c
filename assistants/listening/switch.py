"""Whether a town offers the listening mode: asked before a talk begins, switched by staff."""

from datetime import datetime

from django.db import transaction

from assistants.audit_actions import LISTENING_SWITCHED
from assistants.models import Conversation, ListeningRules, ListeningWord
from audit_log.public import Actor, record


def switch_listening(*, on: bool, actor: Actor, now: datetime) -> None:
    """Offer the mode or not; off: talks that go on end, and their words are deleted."""
    with transaction.atomic():
        ListeningRules.objects.update_or_create(pk=1, defaults={"is_on": on, "changed_at": now})
        if not on:
            Conversation.objects.filter(listening=True).update(listening=False)
            ListeningWord.objects.all().delete()
        record(action=LISTENING_SWITCHED, actor=actor, subject=None, detail={"on": "オン" if on else "オフ"}, at=now)


def listening_is_on() -> bool:
    """Whether the entered town offers it; one query."""
    return ListeningRules.objects.filter(pk=1, is_on=True).exists()
