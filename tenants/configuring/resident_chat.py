"""The switch of the residents' chat; always with a name, closing always with a reason that residents read."""

from datetime import datetime

from django.db import transaction

from audit_log.public import Actor, record
from tenants.assessing_risk.gate import launch_refused
from tenants.audit_actions import CHAT_CLOSED, CHAT_OPENED
from tenants.models import Policy


class ChatNotOpened(Exception):
    """The town may not open its chat yet; `sentence` says why and what comes next."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def open_chat(*, actor: Actor, now: datetime) -> bool:
    """Let residents ask; False when they already may. Raises ChatNotOpened without an approved risk form."""
    refused = launch_refused()
    if refused:
        raise ChatNotOpened(refused)
    with transaction.atomic():
        rows = Policy.objects.filter(pk=1, resident_chat_open=False)
        if not rows.update(resident_chat_open=True, resident_chat_closed_reason="", updated_at=now):
            return False
        record(action=CHAT_OPENED, actor=actor, subject=None, at=now)
    return True


def close_chat(*, reason: str, actor: Actor, now: datetime) -> bool:
    """Stop the chat from the next question on; False when it already is."""
    with transaction.atomic():
        rows = Policy.objects.filter(pk=1, resident_chat_open=True)
        if not rows.update(resident_chat_open=False, resident_chat_closed_reason=reason, updated_at=now):
            return False
        record(action=CHAT_CLOSED, actor=actor, subject=None, detail={"reason": reason}, at=now)
    return True
