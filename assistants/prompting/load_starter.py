"""Put the starter library into the entered town: what is there already, changed or taken away by people, stays so."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from assistants.audit_actions import PROMPT_STARTER_LOADED
from assistants.models import FaqPattern, PromptTemplate, PromptVersion, Scope
from assistants.prompting.content import Content, plain_of
from assistants.prompting.starter import WrittenPattern, starter_patterns, starter_templates
from assistants.prompting.write import copied
from audit_log.public import SYSTEM, Actor, record

_MESSAGE = "ひな形集から"


@dataclass(frozen=True, slots=True)
class LoadedStarter:
    """How many were new."""

    templates: int
    patterns: int


def load_starter(*, now: datetime, by: Actor = SYSTEM) -> LoadedStarter:
    """Add the templates and FAQ patterns whose keys the town does not have, all or nothing; about ten queries."""
    with transaction.atomic():
        held = set(PromptTemplate.objects.exclude(key=None).values_list("key", flat=True))
        new = [content for content in starter_templates() if content.key not in held]
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
