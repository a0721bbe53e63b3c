"""Put the starter library into the entered town: what is there already, changed or taken away by people, stays so."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from assistants.audit_actions import PROMPT_STARTER_BACK, PROMPT_STARTER_LOADED, PROMPT_STARTER_TAKEN_OUT
from assistants.models import FaqPattern, PromptTemplate, PromptVersion, Scope
from assistants.prompting.content import TASKS, Content, plain_of
from assistants.prompting.starter import WrittenPattern, starter_patterns, starter_templates
from assistants.prompting.write import copied
from audit_log.public import SYSTEM, Actor, record

_MESSAGE = "ひな形集から"


@dataclass(frozen=True, slots=True)
class LoadedStarter:
    """How many were new."""

    templates: int
    patterns: int


@dataclass(frozen=True, slots=True)
class StarterTask:
    """A kind of work: how many templates the library has for it, how many of these the town uses."""

    key: str
    label: str
    written: int
    used: int


def furnish(now: datetime) -> None:
    """The library for a town that is being opened."""
    load_starter(now=now)


def load_starter(*, now: datetime, by: Actor = SYSTEM, tasks: Collection[str] | None = None) -> LoadedStarter:
    """Add the templates (of `tasks`, or all) and FAQ patterns whose keys the town does not have, all or nothing; about
    ten queries."""
    with transaction.atomic():
        held = set(PromptTemplate.objects.exclude(key=None).values_list("key", flat=True))
        new = [
            content
            for content in starter_templates()
            if content.key not in held and (tasks is None or content.task in tasks)
        ]
        _add_templates(new, by, now)
        known = set(FaqPattern.objects.values_list("key", flat=True))
        rows = [
            _pattern(written, position)
            for position, written in enumerate(starter_patterns())
            if written.key not in known
        ]
        FaqPattern.objects.bulk_create(rows)
        loaded = LoadedStarter(len(new), len(rows))
        if loaded.templates or loaded.patterns:
            detail = {"templates": loaded.templates, "patterns": loaded.patterns}
            record(action=PROMPT_STARTER_LOADED, actor=by, subject=None, detail=detail, at=now)
    return loaded


def _add_templates(contents: list[Content], by: Actor, now: datetime) -> None:
    rows = PromptTemplate.objects.bulk_create(
        PromptTemplate(key=content.key, scope=Scope.TOWN, created_at=now, updated_at=now, **copied(content=content))
        for content in contents
    )
    versions = PromptVersion.objects.bulk_create(
        PromptVersion(
            template=row,
            number=1,
            content=plain_of(content=content),
            message=_MESSAGE,
            written_by=by.label[:60],
            written_at=now,
        )
        for row, content in zip(rows, contents, strict=True)
    )
    for row, version in zip(rows, versions, strict=True):
        row.pinned = version
    PromptTemplate.objects.bulk_update(rows, ["pinned"])


def _pattern(written: WrittenPattern, position: int) -> FaqPattern:
    laws = [{"title": law.title, "article": law.article, "as_of": law.as_of} for law in written.laws]
    return FaqPattern(
        key=written.key,
        topic=written.topic,
        question=written.question,
        answer=written.answer,
        variants=list(written.variants),
        laws=laws,
        position=position,
    )


def starter_loaded() -> bool:
    """Whether the town has the library, or had it once. One query."""
    return PromptTemplate.objects.exclude(key=None).exists()


def starter_tasks() -> tuple[StarterTask, ...]:
    """The library by task, beside what the town uses of it. One query."""
    used = Counter(PromptTemplate.objects.filter(retired_at=None).exclude(key=None).values_list("key", flat=True))
    by_task: dict[str, list[str]] = {}
    for content in starter_templates():
        by_task.setdefault(content.task, []).append(content.key)
    return tuple(
        StarterTask(key, str(TASKS[key]), len(by_task[key]), sum(used[one] for one in by_task[key]))
        for key in TASKS
        if key in by_task
    )


def take_in(*, tasks: Collection[str], by: Actor, now: datetime) -> int:
    """Load the templates of these tasks, and put those back that were taken out; how many came. All or nothing."""
    with transaction.atomic():
        back = _of(tasks).exclude(retired_at=None).update(retired_at=None)
        if back:
            record(action=PROMPT_STARTER_BACK, actor=by, subject=None, detail={"count": back}, at=now)
        return back + load_starter(now=now, by=by, tasks=tasks).templates


def take_out(*, tasks: Collection[str], by: Actor, now: datetime) -> int:
    """Take the templates of these tasks out of use; how many went. What the town rewrote stays, results stay."""
    with transaction.atomic():
        untouched = _of(tasks).filter(retired_at=None).exclude(versions__number__gt=1)
        gone = PromptTemplate.objects.filter(pk__in=list(untouched.values_list("pk", flat=True))).update(retired_at=now)
        if gone:
            record(action=PROMPT_STARTER_TAKEN_OUT, actor=by, subject=None, detail={"count": gone}, at=now)
    return gone


def _of(tasks: Collection[str]) -> QuerySet[PromptTemplate]:
    keys = [content.key for content in starter_templates() if content.task in tasks]
    return PromptTemplate.objects.filter(key__in=keys)
