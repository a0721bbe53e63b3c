"""Puts up the topics of a demo town with their sets; makes up a former run for each, to compare with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from assistants.evaluating.sheet import SetRow
from assistants.evaluating.start import start_run
from assistants.evaluating.suggest import from_faq
from assistants.evaluating.write_set import import_set
from assistants.models import EvaluationQuestion, EvaluationResult, EvaluationRun, Topic
from assistants.topics.classify import rest_of, topic_of
from assistants.topics.edit import stop_topic
from assistants.topics.known import known_topics
from audit_log.public import Actor

_WRONG_THEN: Final = 5  # every fifth question was wrong in a made-up former run
_BEFORE: Final = timedelta(days=23)
_MADE_UP: Final = "デモの見本"


@dataclass(frozen=True, slots=True)
class WrittenTopic:
    """What a town decided of a topic. `stopped`: why it is off; `from_faq`: how many wordings join its set."""

    name: str
    section_ids: tuple[int, ...] = ()
    bar_percent: int | None = None
    least_questions: int = 10
    from_faq: int = 0
    stopped: str = ""


@dataclass(frozen=True, slots=True)
class WrittenQuestion:
    """A question of a set; its topic is found by its words."""

    question: str
    expects: str
    facts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


def put_up_evaluation(
    *, topics: Sequence[WrittenTopic], questions: Sequence[WrittenQuestion], actor: Actor, now: datetime
) -> int:
    """Settle the named topics, fill the sets, measure what has a bar; how many runs were started.

    A town with a set keeps everything as it is. Only for demos: the former runs are made up, and say so.
    """
    if EvaluationQuestion.objects.exists():
        return 0
    rows = {row.name: row for row in Topic.objects.all()}
    for written in topics:
        _settle(rows[written.name], written)
    known = known_topics()
    sets: dict[int, list[SetRow]] = {}
    for one in questions:
        found = topic_of(text=one.question, section_id=None, topics=known) or rest_of(topics=known)
        if found:
            row = SetRow(one.question, one.expects, list(one.facts), [], list(one.sources))
            sets.setdefault(found.topic.id, []).append(row)
    by_id = {row.pk: row for row in rows.values()}
    for pk, found_rows in sets.items():
        import_set(topic=by_id[pk], rows=found_rows, actor=actor, now=now)
    return sum(_measure(rows[written.name], written, actor, now) for written in topics)


def _settle(row: Topic, written: WrittenTopic) -> None:
    row.section_ids = list(written.section_ids)
    row.bar_percent, row.least_questions = written.bar_percent, written.least_questions
    row.save(update_fields=["section_ids", "bar_percent", "least_questions"])


def _measure(row: Topic, written: WrittenTopic, actor: Actor, now: datetime) -> int:
    offered = from_faq(topic=row, topics=known_topics())[: written.from_faq]
    more = [SetRow(one.question, one.expects, list(one.facts), [], list(one.sources)) for one in offered]
    import_set(topic=row, rows=more, actor=actor, now=now, origin=EvaluationQuestion.Origin.FAQ.value)
    if written.stopped:
        stop_topic(row=row, reason=written.stopped, actor=actor, now=now)
    if written.bar_percent is None:
        return 0
    _former_run(row, now - _BEFORE)
    start_run(topic_id=row.pk, actor=actor, now=now)
    return 1


@transaction.atomic
def _former_run(row: Topic, then: datetime) -> None:
    """A run of some weeks ago, in which the knowledge lacked a part."""
    questions = list(EvaluationQuestion.objects.filter(topic=row))
    right = [number % _WRONG_THEN != 1 for number in range(len(questions))]
    run = EvaluationRun.objects.create(
        topic=row,
        state=EvaluationRun.State.DONE,
        measured_as="former",
        started_by=_MADE_UP,
        queued_at=then,
        finished_at=then,
        questions=len(questions),
        right=sum(right),
    )
    EvaluationResult.objects.bulk_create(
        EvaluationResult(
            run=run,
            asked=one,
            position=number + 1,
            question=one.question,
            expects=one.expects,
            facts=one.facts,
            sources=one.sources,
            asked_at=then,
            outcome="quoted" if right[number] else "not_found",
            right=right[number],
            checks={"outcome": right[number], "missing": [] if right[number] else one.facts},
        )
        for number, one in enumerate(questions)
    )
