"""Changes a topic's set of questions: one by hand, one from the log or from a FAQ, many from a file."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assistants.audit_actions import EVALUATION_SET_CHANGED
from assistants.evaluating.limits import MOST_QUESTIONS
from assistants.evaluating.sheet import SetRow
from assistants.evaluating.start import subject_of
from assistants.models import EvaluationQuestion, Topic
from audit_log.public import Actor, record


class SetRefused(ValueError):
    """Why a question does not come into the set; the message says what to do."""


def save_question(*, row: EvaluationQuestion, actor: Actor, now: datetime) -> None:
    """Store one question. Raises SetRefused when the set is full or the town asks it already."""
    twin = EvaluationQuestion.objects.filter(question=row.question).exclude(pk=row.pk).select_related("topic").first()
    if twin:
        raise SetRefused(_("同じ質問が「%(topic)s」にすでにあります。") % {"topic": twin.topic.name})
    if row._state.adding:  # noqa: SLF001  Django's own word for a row that is not stored yet
        _refuse_too_many(row.topic, 1)
    row.changed_at = now
    with transaction.atomic():
        row.save()
        _record(row.topic, row.question, actor, now)


def remove_question(*, row: EvaluationQuestion, actor: Actor, now: datetime) -> None:
    """Take one question out; results of runs keep their copy."""
    with transaction.atomic():
        _record(row.topic, _("削除: %(question)s") % {"question": row.question}, actor, now)
        row.delete()


def import_set(
    *, topic: Topic, rows: Sequence[SetRow], actor: Actor, now: datetime, origin: str = "file"
) -> tuple[int, int]:
    """Take many in; how many are new and how many of this topic were changed. Others' questions stay where they are.

    Raises SetRefused when the set would be too large. Three queries.
    """
    known = EvaluationQuestion.objects.filter(question__in=[row.question for row in rows])
    there = {one.question: one for one in known}
    fresh: list[EvaluationQuestion] = []
    changed: list[EvaluationQuestion] = []
    for row in {row.question: row for row in rows}.values():
        found = there.get(row.question) or EvaluationQuestion(topic=topic, question=row.question, origin=origin)
        if found.topic_id != topic.pk:
            continue
        values = {"expects": row.expects, "facts": row.facts, "forbidden": row.forbidden, "sources": row.sources}
        if found.pk and all(getattr(found, name) == value for name, value in values.items()):
            continue
        for name, value in values.items():
            setattr(found, name, value)
        found.changed_at = now
        (changed if found.pk else fresh).append(found)
    _refuse_too_many(topic, len(fresh))
    with transaction.atomic():
        EvaluationQuestion.objects.bulk_create(fresh)
        fields = ["expects", "facts", "forbidden", "sources", "changed_at"]
        EvaluationQuestion.objects.bulk_update(changed, fields, batch_size=200)
        if fresh or changed:
            what = _("追加%(new)d問、変更%(changed)d問") % {"new": len(fresh), "changed": len(changed)}
            _record(topic, what, actor, now)
    return len(fresh), len(changed)


def _refuse_too_many(topic: Topic, more: int) -> None:
    if EvaluationQuestion.objects.filter(topic=topic).count() + more > MOST_QUESTIONS:
        raise SetRefused(
            _("1つの分野に登録できる質問は%(most)d問までです。使わない質問を削除してください。")
            % {"most": MOST_QUESTIONS}
        )


def _record(topic: Topic, what: str, actor: Actor, now: datetime) -> None:
    record(
        action=EVALUATION_SET_CHANGED, actor=actor, subject=subject_of(topic=topic), detail={"what": what[:120]}, at=now
    )
