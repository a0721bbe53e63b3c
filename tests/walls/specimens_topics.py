"""Specimens of topics, their sets of questions and measurements."""

from collections.abc import Callable

from django.utils import timezone

from assistants.models import EvaluationQuestion, EvaluationResult, EvaluationRun, Topic
from tests.walls.secret import SECRET, count


def topic() -> Topic:
    """A topic that was stopped."""
    return Topic.objects.create(
        name=f"{SECRET}{next(count)}", keywords=[SECRET], off_at=timezone.now(), off_reason=SECRET, off_by=SECRET
    )


def evaluation_question() -> EvaluationQuestion:
    """A question of a set."""
    words = {"question": f"{SECRET}{next(count)}", "facts": [SECRET], "changed_at": timezone.now()}
    return EvaluationQuestion.objects.create(topic=topic(), **words)


def evaluation_run() -> EvaluationRun:
    """A finished measurement."""
    now = timezone.now()
    made = EvaluationRun.objects.create(
        topic=topic(), state="done", model=SECRET, started_by=SECRET, queued_at=now, finished_at=now, questions=1
    )
    words = {"question": SECRET, "answer": SECRET, "expects": "answer", "outcome": "quoted", "asked_at": now}
    EvaluationResult.objects.create(run=made, position=1, right=True, checks={"outcome": True}, **words)
    return made


OF_TOPICS: dict[str, Callable[[], object]] = {
    "topic_id": lambda: topic().pk,
    "asked_id": lambda: evaluation_question().pk,
    "evaluation_id": lambda: evaluation_run().pk,
}
