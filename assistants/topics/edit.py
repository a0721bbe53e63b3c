"""Changes topics: words, sections, bar; stops and resumes one. Each change is one transaction with its audit entry."""

from datetime import datetime
from typing import Final

from django.db import transaction

from assistants.audit_actions import TOPIC_REMOVED, TOPIC_RESUMED, TOPIC_STOPPED, TOPIC_WRITTEN
from assistants.models import Topic
from audit_log.public import Actor, Subject, record

_WRITTEN: Final = ("name", "keywords", "examples", "section_ids", "bar_percent", "least_questions", "position")


def save_topic(*, row: Topic, actor: Actor, now: datetime) -> int:
    """Store a new topic, or what staff write of one that is there; its id.

    Whether it is stopped and how it was measured is written by others, perhaps in this moment.
    """
    with transaction.atomic():
        row.save(update_fields=None if row.pk is None else _WRITTEN)
        record(action=TOPIC_WRITTEN, actor=actor, subject=_subject(row), at=now)
    return row.pk


def remove_topic(*, row: Topic, actor: Actor, now: datetime) -> None:
    """Delete a topic with its set and runs; turns of it keep everything else."""
    with transaction.atomic():
        record(action=TOPIC_REMOVED, actor=actor, subject=_subject(row), at=now)
        row.delete()


def stop_topic(*, row: Topic, reason: str, actor: Actor, now: datetime) -> bool:
    """Answer nothing on this topic from the next question on; False when it is stopped already."""
    with transaction.atomic():
        rows = Topic.objects.filter(pk=row.pk, off_at=None)
        if not rows.update(off_at=now, off_reason=reason, off_by=actor.label):
            return False
        record(action=TOPIC_STOPPED, actor=actor, subject=_subject(row), detail={"reason": reason}, at=now)
    return True


def resume_topic(*, row: Topic, actor: Actor, now: datetime) -> bool:
    """Answer again from the next question on, behind the bar as before; False when it was not stopped."""
    with transaction.atomic():
        rows = Topic.objects.filter(pk=row.pk, off_at__isnull=False)
        if not rows.update(off_at=None, off_reason="", off_by=""):
            return False
        record(action=TOPIC_RESUMED, actor=actor, subject=_subject(row), at=now)
    return True


def _subject(row: Topic) -> Subject:
    return Subject("assistants.topic", str(row.pk), row.name)
