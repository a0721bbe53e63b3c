"""Guides that come from the shared library: drafts that the town publishes itself."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from assistants.guiding.content import content_of, plain_of
from assistants.guiding.publish import delete_guide, make_guide, save_draft, unpublish_guide
from assistants.models import Guide
from audit_log.public import Actor


@dataclass(frozen=True, slots=True)
class LocalGuide:
    """A guide of the town: `body` is what staff write on, in the format of docs/guides.md; `published`: residents walk
    a version of it."""

    id: int
    body: Mapping[str, Any]
    published: bool


def install_guides(*, bodies: Sequence[Mapping[str, Any]], by: Actor, now: datetime) -> tuple[int, ...]:
    """New drafts without a section; their ids in order, all or nothing. Raises NotAGuide."""
    contents = [content_of(plain=body) for body in bodies]
    with transaction.atomic():
        return tuple(make_guide(content=one, section_id=None, actor=by, now=now).pk for one in contents)


def local_guide(*, guide_id: int) -> LocalGuide | None:
    """The guide as it is written on; one query."""
    row = Guide.objects.filter(pk=guide_id).first()
    return LocalGuide(row.pk, plain_guide(body=row.draft), row.published_id is not None) if row else None


def rewrite_guide(*, guide_id: int, body: Mapping[str, Any], by: Actor, now: datetime) -> None:
    """Write the draft anew; residents go on walking the published version. Raises NotAGuide, Guide.DoesNotExist."""
    content = content_of(plain=body)
    save_draft(guide=Guide.objects.get(pk=guide_id), content=content, actor=by, now=now)


def remove_guides(*, ids: Collection[int], by: Actor, now: datetime) -> None:
    """Delete what was never published; what was, is no longer shown and stays."""
    for row in Guide.objects.filter(pk__in=ids):
        if row.versions.exists():
            unpublish_guide(guide=row, actor=by, now=now)
        else:
            delete_guide(guide=row, actor=by, now=now)


def plain_guide(*, body: Mapping[str, Any]) -> dict[str, Any]:
    """The body as the town keeps it. Raises NotAGuide."""
    plain = plain_of(content=content_of(plain=body))
    return {**plain, "steps": [_listed(step) for step in plain["steps"]], "triggers": list(plain["triggers"])}


def _listed(value: Any) -> Any:
    """Without tuples, as it comes back from JSON."""
    if isinstance(value, Mapping):
        return {name: _listed(one) for name, one in value.items()}
    return [_listed(one) for one in value] if isinstance(value, (list, tuple)) else value
