"""Saves the guide's looks and the offered questions, with a line in the audit log."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from assistants.audit_actions import PERSONA_EDITED, SUGGESTION_REMOVED, SUGGESTION_WRITTEN
from assistants.models import Persona, SuggestedQuestion
from assistants.persona.picture import keep_picture
from audit_log.public import Actor, Subject, record


def save_persona(*, values: Mapping[str, Any], by: Actor, now: datetime) -> None:
    """Tone, picture and its words. Raises PictureRefused before anything changes."""
    upload = values.get("picture")
    kept = keep_picture(content=upload.read()) if upload else ""
    with transaction.atomic():
        row, _made = Persona.objects.select_for_update().get_or_create(pk=1)
        row.tone, row.picture_alt = values["tone"], values["picture_alt"]
        if values.get("remove"):
            row.picture = ""
        row.picture = kept or row.picture
        row.save()
        record(
            action=PERSONA_EDITED, actor=by, subject=Subject(kind="assistants.persona", id="1", label=row.tone), at=now
        )


def save_question(*, row: SuggestedQuestion, by: Actor, now: datetime) -> None:
    """A new or changed question."""
    with transaction.atomic():
        row.save()
        record(action=SUGGESTION_WRITTEN, actor=by, subject=_subject(row), at=now)


def remove_question(*, row: SuggestedQuestion, by: Actor, now: datetime) -> None:
    """Offer it no more."""
    with transaction.atomic():
        record(action=SUGGESTION_REMOVED, actor=by, subject=_subject(row), at=now)
        row.delete()


def _subject(row: SuggestedQuestion) -> Subject:
    return Subject(kind="assistants.suggestion", id=str(row.pk), label=row.text)
