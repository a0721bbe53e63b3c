"""Tells the towns that a law changed on which things rest that they took over."""

from datetime import datetime
from typing import Any

from django.db import transaction

from audit_log.public import Actor, Subject, record
from templates.audit_actions import LAW_NOTICE_WRITTEN
from templates.models import LawNotice, SharedItem
from templates.proving.crossing import checked
from tenants.public import in_public


class NotOwnLaw(ValueError):
    """A town tells only of laws that things rest on which it shares itself."""


def laws_shared(*, consortium_id: int, town_id: int | None) -> tuple[str, ...]:
    """Titles of the laws that released things rest on: of one town, or (None) of all. One query."""
    with in_public():
        rows = SharedItem.objects.released_in(consortium_id=consortium_id)
        if town_id is not None:
            rows = rows.filter(town_id=town_id)
        found = {str(law["title"]) for laws in rows.values_list("laws", flat=True) for law in laws}
    return tuple(sorted(found))


def laws_of_all() -> dict[str, tuple[int, ...]]:
    """By title of a law the consortiums in which released things rest on it. One query, in the public schema."""
    found: dict[str, set[int]] = {}
    rows = SharedItem.objects.filter(withdrawn_at=None, latest__isnull=False).exclude(laws=[])
    for consortium, laws in rows.values_list("consortium_id", "laws"):
        for law in laws:
            found.setdefault(str(law["title"]), set()).add(consortium)
    return {law: tuple(sorted(ids)) for law, ids in found.items()}


def law_notices() -> tuple[LawNotice, ...]:
    """What was told, the latest first, at most fifty. One query, in the public schema."""
    return tuple(LawNotice.objects.all()[:50])


def write_law_notice(
    *, values: dict[str, Any], consortium_id: int, town_id: int | None, by: Actor, now: datetime
) -> LawNotice:
    """Keep a notice; adopters see it at once. `values`: law, article, text, in_force_on, link.

    Raises NotOwnLaw, and MayNotCross for what a town (`town_id`) wrote; then nothing is kept.
    """
    if values["law"] not in laws_shared(consortium_id=consortium_id, town_id=town_id):
        raise NotOwnLaw(values["law"])
    if town_id is not None:
        checked(text=f"{values['article']}\n{values['text']}")
    with in_public(), transaction.atomic():
        row = LawNotice.objects.create(
            **values, consortium_id=consortium_id, town_id=town_id, written_by=by.label[:60], written_at=now
        )
    subject = Subject("template_library.law_notice", str(row.pk), row.law)
    record(action=LAW_NOTICE_WRITTEN, actor=by, subject=subject, at=now)
    return row
