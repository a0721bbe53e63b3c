"""Save a row's changed fields and say in the audit log which they were."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction

from audit_log.public import Action, Actor, Subject, record


def save_changes(
    *, row: models.Model, values: Mapping[str, Any], labels: Mapping[str, str], action: Action, actor: Actor,
    now: datetime, subject: Subject | None = None,
) -> list[str]:  # fmt: skip
    """Names of the fields that differed and were written; nothing is written or recorded when none did.

    `labels`: what a field is called on the page, for the log's sentence.
    """
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    if not changed:
        return []
    for name in changed:
        setattr(row, name, values[name])
    with transaction.atomic():
        row.save()
        detail = {"fields": "、".join(labels.get(name, name) for name in changed)}
        record(action=action, actor=actor, subject=subject, detail=detail, at=now)
    return changed
