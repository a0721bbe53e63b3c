"""Retention: conversations older than the town's policy keeps are deleted, in pieces, and that is recorded."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from assistants.audit_actions import CONVERSATIONS_PURGED
from assistants.models import Conversation, Handover, PromptRun, SavedProof
from audit_log.public import SYSTEM, record
from tenants.public import town_policy

_PROOFS_KEPT: Final = timedelta(days=365)
_AT_ONCE: Final = 1_000
_MOST: Final = 50_000  # a night; the rest goes the next one


def purge_conversations(*, now: datetime) -> int:
    """How many conversations went, with turns, citations, ratings and hand-overs. One whose hand-over is not closed
    stays until it is. A piece is a transaction: a worker that dies loses nothing and leaves nothing half deleted."""
    before = now - timedelta(days=town_policy().log_retention_days)
    unfinished = Handover.objects.exclude(state=Handover.State.CLOSED).values("conversation_id")
    old = Conversation.objects.filter(last_turn_at__lt=before).exclude(pk__in=unfinished).order_by("last_turn_at")
    gone = 0
    while gone < _MOST:
        ids = list(old.values_list("pk", flat=True)[:_AT_ONCE])
        if not ids:
            break
        detail = {"count": len(ids), "before": f"{timezone.localdate(before):%Y-%m-%d}"}
        with transaction.atomic():
            Conversation.objects.filter(pk__in=ids).delete()
            record(action=CONVERSATIONS_PURGED, actor=SYSTEM, subject=None, detail=detail, at=now)
        gone += len(ids)
    return gone


def forget_saved_texts(*, now: datetime) -> int:
    """How many texts of the 公用文 check went that nobody saved again for a year."""
    return SavedProof.objects.older_than(moment=now - _PROOFS_KEPT).delete()[0]


def purge_prompt_results(*, now: datetime) -> int:
    """How many results of prompt templates went, those older than the town's policy keeps conversations."""
    before = now - timedelta(days=town_policy().log_retention_days)
    return PromptRun.objects.filter(created_at__lt=before).delete()[0]
