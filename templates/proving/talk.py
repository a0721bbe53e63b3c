"""Towns talk about a shared thing: questions, answers, thanks. What they write is checked before it crosses."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from audit_log.public import Actor, Subject, record
from templates.audit_actions import LIBRARY_ANSWERED, LIBRARY_ASKED, LIBRARY_TAKEN_BACK, LIBRARY_THANKED
from templates.models import LibraryAnswer, LibraryQuestion, SharedItem, Thanks
from templates.proving.crossing import checked
from templates.reach import OutOfReach, item_in_reach, own_consortium
from tenants.public import current_town, in_public


def ask_about(*, item_id: UUID, text: str, actor: Actor, now: datetime) -> UUID:
    """Put a question; its id. Raises OutOfReach, MayNotCross."""
    item, town, text = item_in_reach(item_id=item_id), current_town(), checked(text=text)
    with transaction.atomic():
        with in_public():
            row = LibraryQuestion.objects.create(
                item=item, town_id=town.id, town_name=town.name, text=text, asked_at=now
            )
        record(action=LIBRARY_ASKED, actor=actor, subject=_subject(item), detail={"text": text[:200]}, at=now)
    return row.pk


def answer_question(*, question_id: UUID, text: str, actor: Actor, now: datetime) -> UUID:
    """Answer a question of any town of the consortium; the answer's id. Raises OutOfReach, MayNotCross."""
    question, town, text = _question(question_id), current_town(), checked(text=text)
    with transaction.atomic():
        with in_public():
            row = LibraryAnswer.objects.create(
                question=question, town_id=town.id, town_name=town.name, text=text, answered_at=now
            )
        subject = _subject(question.item)
        record(action=LIBRARY_ANSWERED, actor=actor, subject=subject, detail={"text": text[:200]}, at=now)
    return row.pk


def take_back(*, question_id: UUID, actor: Actor, now: datetime) -> bool:
    """Hide the town's own question with its answers; whether there was one. Raises OutOfReach."""
    question, town = _question(question_id), current_town()
    with transaction.atomic():
        with in_public():
            own = LibraryQuestion.objects.filter(pk=question.pk, town_id=town.id, hidden_at=None)
            done = bool(own.update(hidden_at=now))
        if done:
            record(action=LIBRARY_TAKEN_BACK, actor=actor, subject=_subject(question.item), at=now)
    return done


def thank(*, item_id: UUID, actor: Actor, now: datetime) -> bool:
    """Say thanks for an item, once a town; whether it is the first time. Raises OutOfReach."""
    item, town = item_in_reach(item_id=item_id), current_town()
    with transaction.atomic():
        with in_public():
            _row, new = Thanks.objects.get_or_create(
                item=item, town_id=town.id, defaults={"town_name": town.name, "said_at": now}
            )
        if new:
            record(action=LIBRARY_THANKED, actor=actor, subject=_subject(item), at=now)
    return new


def _question(question_id: UUID) -> LibraryQuestion:
    consortium = own_consortium()
    with in_public():
        rows = LibraryQuestion.objects.filter(
            pk=question_id, hidden_at=None, item__consortium_id=consortium, item__withdrawn_at=None
        )
        row = rows.select_related("item").first()
    if row is None:
        raise OutOfReach(question_id)
    return row


def _subject(item: SharedItem) -> Subject:
    return Subject("template_library.item", str(item.pk), item.title)
