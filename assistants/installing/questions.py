"""Evaluation sets from the shared library: questions in the town's own sets, under the topic of their words."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from assistants.audit_actions import EVALUATION_SET_CHANGED
from assistants.evaluating.limits import MOST_QUESTIONS
from assistants.evaluating.start import subject_of
from assistants.models import EvaluationQuestion, Topic
from assistants.topics.classify import by_keyword, rest_of
from assistants.topics.known import KnownTopic, known_topics
from audit_log.public import Actor, record

_NAMES: Final = ("question", "expects", "facts", "forbidden", "sources")
_LONGEST: Final = 400


class NotASet(ValueError):
    """The questions cannot come into the town's sets; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions of one thing; `topic` as its author called it."""

    topic: str
    questions: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class LocalQuestion:
    """A question of the town: `body` is of the shape in docs/library-format.md."""

    id: int
    topic_id: int
    body: Mapping[str, Any]


def topic_of_set(*, topic: str, questions: Sequence[Mapping[str, Any]]) -> str:
    """Under which topic of the town the questions would stand, empty when there is none; one query."""
    found = _topic_for(topic, questions, known_topics())
    return found.name if found else ""


def install_questions(*, sets: Sequence[QuestionSet], by: Actor, now: datetime) -> list[tuple[int, ...]]:
    """Add the questions that the town does not ask yet; their ids, set by set. Some five queries for any number.

    A town asks each question once: one that it has stays as it is, where it is. Raises NotASet for a set of which
    nothing would be added, for a question that is too long, for a topic that would be too full.
    """
    topics = known_topics()
    there = asked_already(questions=[str(one["question"]) for each in sets for one in each.questions])
    rows: list[list[EvaluationQuestion]] = []
    for each in sets:
        home = _topic_for(each.topic, each.questions, topics)
        if home is None:
            raise NotASet(_("評価用の質問を入れる分野がありません。先に「分野」で分野を作ってください。"))
        fresh = [one for one in each.questions if one["question"] not in there]
        if not fresh:
            told = _("「%(topic)s」の質問は、どれもこの町の評価用の質問にすでにあります。導入する必要はありません。")
            raise NotASet(told % {"topic": each.topic})
        there |= {str(one["question"]) for one in fresh}
        rows.append([_row(one, home.id, now) for one in fresh])
    with transaction.atomic():
        made = _stored([one for each in rows for one in each], by, now)
    ids = iter(row.pk for row in made)
    return [tuple(next(ids) for _one in each) for each in rows]


def asked_already(*, questions: Collection[str], but: Collection[int] = ()) -> set[str]:
    """Which of these the town asks in its sets, the rows `but` left out; one query."""
    rows = EvaluationQuestion.objects.filter(question__in=list(questions)).exclude(pk__in=list(but))
    return set(rows.values_list("question", flat=True))


def local_questions(*, ids: Collection[int]) -> tuple[LocalQuestion, ...]:
    """Those that are still there, in their order; one query."""
    rows = EvaluationQuestion.objects.filter(pk__in=list(ids))
    return tuple(LocalQuestion(row.pk, row.topic_id, {name: getattr(row, name) for name in _NAMES}) for row in rows)


def rewrite_questions(
    *, ids: Sequence[int], questions: Sequence[Mapping[str, Any]], by: Actor, now: datetime
) -> tuple[int, ...]:
    """Let the rows `ids`, at least one of them there, say these questions; the ids by then. Some eight queries.

    Questions are known by their wording. What is new stands under the topic of most of the rows, what is gone is
    deleted, what a run asked keeps its copy.
    Raises NotASet.
    """
    held = {str(one.body["question"]): one for one in local_questions(ids=ids)}
    wanted = {str(one["question"]): one for one in questions}
    home = Counter(one.topic_id for one in held.values()).most_common(1)[0][0]
    fresh = [one for key, one in wanted.items() if key not in held]
    there = asked_already(questions=[str(one["question"]) for one in fresh])
    changed = [
        _row(one, held[key].topic_id, now, pk=held[key].id)
        for key, one in wanted.items()
        if key in held and _values(one) != _values(held[key].body)
    ]
    gone = [one.id for key, one in held.items() if key not in wanted]
    with transaction.atomic():
        EvaluationQuestion.objects.bulk_update(changed, [*_NAMES[1:], "changed_at"])
        remove_questions(ids=gone, by=by, now=now)
        made = _stored([_row(one, home, now) for one in fresh if one["question"] not in there], by, now)
        _note(Counter(row.topic_id for row in changed), _("共有のひな形の更新で%(count)d問"), by, now)
    return (*(one for one in ids if one not in gone), *(row.pk for row in made))


def remove_questions(*, ids: Collection[int], by: Actor, now: datetime) -> None:
    """Take them out of the town's sets; results of runs keep their copy."""
    with transaction.atomic():
        rows = EvaluationQuestion.objects.filter(pk__in=list(ids))
        homes = Counter(rows.values_list("topic_id", flat=True))
        rows.delete()
        _note(homes, _("共有のひな形の%(count)d問を削除"), by, now)


def _stored(rows: Sequence[EvaluationQuestion], by: Actor, now: datetime) -> list[EvaluationQuestion]:
    homes = Counter(row.topic_id for row in rows)
    full = dict(Topic.objects.filter(pk__in=homes).annotate(asked=Count("questions")).values_list("pk", "asked"))
    if any(full.get(topic, 0) + more > MOST_QUESTIONS for topic, more in homes.items()):
        told = _("1つの分野に登録できる質問は%(most)d問までです。使わない質問を削除してください。")
        raise NotASet(told % {"most": MOST_QUESTIONS})
    made = EvaluationQuestion.objects.bulk_create(rows)
    _note(homes, _("共有のひな形から%(count)d問"), by, now)
    return made


def _note(homes: Mapping[int, int], what: str, by: Actor, now: datetime) -> None:
    """One entry a topic."""
    for topic in Topic.objects.filter(pk__in=list(homes)) if homes else ():
        detail = {"what": what % {"count": homes[topic.pk]}}
        record(action=EVALUATION_SET_CHANGED, actor=by, subject=subject_of(topic=topic), detail=detail, at=now)


def _row(one: Mapping[str, Any], topic_id: int, now: datetime, pk: int | None = None) -> EvaluationQuestion:
    question = str(one["question"])
    if len(question) > _LONGEST:
        told = _("差込欄を埋めると、質問が400文字を超えます。短い値にしてください: %(question)s…")
        raise NotASet(told % {"question": question[:40]})
    origin = EvaluationQuestion.Origin.SHARE
    return EvaluationQuestion(pk=pk, topic_id=topic_id, origin=origin, changed_at=now, **_values(one))


def _values(one: Mapping[str, Any]) -> dict[str, Any]:
    lists = {name: list(one.get(name) or ()) for name in _NAMES[2:]}
    return {"question": str(one["question"]), "expects": str(one["expects"]), **lists}


def _topic_for(name: str, questions: Sequence[Mapping[str, Any]], topics: Sequence[KnownTopic]) -> KnownTopic | None:
    """The topic of that name, else the one that the words of most questions point to, else the one for the rest."""
    same = next((topic for topic in topics if topic.name == name.strip()), None)
    if same:
        return same
    pointed = Counter(
        found.topic.id for one in questions if (found := by_keyword(text=str(one["question"]), topics=topics))
    )
    if pointed:
        return next(topic for topic in topics if topic.id == pointed.most_common(1)[0][0])
    rest = rest_of(topics=topics)
    return rest.topic if rest else next(iter(topics), None)
