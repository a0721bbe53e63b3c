"""Prompt templates that come from the shared library: put in many at once, read, given a new version, taken away."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from assistants.audit_actions import PROMPTS_INSTALLED
from assistants.models import PromptTemplate, PromptVersion, Scope
from assistants.prompting.content import Content, content_of, plain_of
from assistants.prompting.exchange import content_from
from assistants.prompting.write import copied, retire, write_version
from audit_log.public import Actor, record


@dataclass(frozen=True, slots=True)
class LocalPrompt:
    """A template of the town: `number` of its version in use, `body` in the format of docs/template-format.md.

    `last` is the highest number: what `rewrite_prompt` stands on.
    """

    id: int
    title: str
    number: int
    last: int
    body: Mapping[str, Any]
    retired: bool


def install_prompts(
    *, bodies: Sequence[Mapping[str, Any]], messages: Sequence[str], by: Actor, now: datetime
) -> tuple[int, ...]:
    """Put templates into service for the whole town, all or nothing; their ids in order. `messages`: why, of each.
    Five queries for any number.

    Raises NotATemplate when one breaks the format.
    """
    contents = [_content(body) for body in bodies]
    with transaction.atomic():
        rows = PromptTemplate.objects.bulk_create(
            PromptTemplate(scope=Scope.TOWN, created_at=now, updated_at=now, **copied(content=one)) for one in contents
        )
        versions = PromptVersion.objects.bulk_create(
            PromptVersion(
                template=row,
                number=1,
                content=plain_of(content=one),
                message=message[:200],
                written_by=by.label[:60],
                written_at=now,
            )
            for row, one, message in zip(rows, contents, messages, strict=True)
        )
        for row, version in zip(rows, versions, strict=True):
            row.pinned = version
        PromptTemplate.objects.bulk_update(rows, ["pinned"])
        if rows:
            record(action=PROMPTS_INSTALLED, actor=by, subject=None, detail={"count": len(rows)}, at=now)
    return tuple(row.pk for row in rows)


def local_prompts(*, ids: Collection[int]) -> dict[int, LocalPrompt]:
    """Those that are still there, by id; two queries."""
    rows = PromptTemplate.objects.filter(pk__in=ids, pinned__isnull=False).select_related("pinned")
    last: dict[int, int] = {}
    for of, number in PromptVersion.objects.filter(template__in=ids).values_list("template_id", "number"):
        last[of] = max(number, last.get(of, 0))
    return {
        row.pk: LocalPrompt(
            row.pk, row.title, row.pinned.number, last[row.pk], row.pinned.content, row.retired_at is not None
        )
        for row in rows
        if row.pinned is not None
    }


def rewrite_prompt(
    *, prompt_id: int, body: Mapping[str, Any], message: str, based_on: int, by: Actor, now: datetime
) -> int:
    """The next version of a template, in use at once; its number. Earlier ones stay and can be gone back to.

    Raises NotATemplate, TemplateNotSound, TemplateChanged, LookupError for one that was taken away.
    """
    row = PromptTemplate.objects.filter(pk=prompt_id, retired_at=None).first()
    if row is None:
        raise LookupError(prompt_id)
    content = _content(body)
    return write_version(template=row, content=content, message=message[:200], based_on=based_on, actor=by, now=now)


def retire_prompts(*, ids: Collection[int], by: Actor, now: datetime) -> int:
    """Take templates out of use; versions and results stay. How many were in use."""
    rows = list(PromptTemplate.objects.filter(pk__in=ids, retired_at=None))
    with transaction.atomic():
        for row in rows:
            retire(template=row, actor=by, now=now)
    return len(rows)


def plain_prompt(*, body: Mapping[str, Any]) -> dict[str, Any]:
    """The body as the town's copy is kept: what says nothing left out, so that a comparison sees only real changes.

    Raises NotATemplate.
    """
    return plain_of(content=_content(body))


def _content(body: Mapping[str, Any]) -> Content:
    """Checked whole; the key belongs to the starter library alone."""
    content_from(plain=body)
    return content_of(plain={name: value for name, value in body.items() if name != "key"})
