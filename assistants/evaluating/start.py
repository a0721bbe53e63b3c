"""Starts and stops a measurement: the run with one row a question, so that a killed worker loses one question."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assistants.audit_actions import EVALUATION_CANCELLED, EVALUATION_STARTED
from assistants.evaluating.enqueue import ring_for
from assistants.models import EvaluationQuestion, EvaluationResult, EvaluationRun, Topic
from assistants.topics.served_as import served_as
from audit_log.public import Actor, Subject, record


class NotStarted(Exception):
    """Nothing to measure, or it is measured already; the message says the next step."""


def start_run(*, topic_id: int, actor: Actor, now: datetime, rings: bool = True) -> int:
    """Put a run of the topic's whole set into the queue; its id. Raises Topic.DoesNotExist, NotStarted.

    `rings`: whether a worker is called; a command works on it by itself.
    """
    topic, by = Topic.objects.get(pk=topic_id), served_as()
    questions = list(EvaluationQuestion.objects.filter(topic=topic))
    if not questions:
        raise NotStarted(_("評価用の質問がありません。質問を加えてから測ってください。"))
    try:
        with transaction.atomic():
            run = EvaluationRun.objects.create(
                topic=topic,
                model=by.model,
                measured_as=by.digest,
                started_by=actor.label,
                queued_at=now,
                questions=len(questions),
            )
            EvaluationResult.objects.bulk_create(
                _result(run, position, row) for position, row in enumerate(questions, start=1)
            )
            detail = {"count": len(questions)}
            record(action=EVALUATION_STARTED, actor=actor, subject=subject_of(topic=topic), detail=detail, at=now)
            if rings:
                ring_for(run_id=run.pk, now=now)
    except IntegrityError as running:
        raise NotStarted(_("この分野は、いま測っています。終わるまでお待ちください。")) from running
    return run.pk


def cancel_run(*, run_id: int, actor: Actor, now: datetime) -> bool:
    """Stop a run that is not over; the worker leaves it at the next question. Says whether it was open."""
    with transaction.atomic():
        rows = EvaluationRun.objects.filter(pk=run_id, state__in=EvaluationRun.OPEN)
        if not rows.update(state=EvaluationRun.State.CANCELLED, finished_at=now, lease_until=None):
            return False
        topic = Topic.objects.get(runs=run_id)
        record(action=EVALUATION_CANCELLED, actor=actor, subject=subject_of(topic=topic), at=now)
    return True


def subject_of(*, topic: Topic) -> Subject:
    """The topic as the audit log names it."""
    return Subject("assistants.topic", str(topic.pk), topic.name)


def _result(run: EvaluationRun, position: int, row: EvaluationQuestion) -> EvaluationResult:
    return EvaluationResult(
        run=run,
        asked=row,
        position=position,
        question=row.question,
        expects=row.expects,
        facts=row.facts,
        forbidden=row.forbidden,
        sources=row.sources,
    )
