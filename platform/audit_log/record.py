"""Writes entries at the end of the chain."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from audit_log.actions import Action, declared
from audit_log.circumstances import current_circumstances
from audit_log.models import Entry
from audit_log.parties import Actor, Subject
from audit_log.seal import FIRST, plain_detail, plain_text, seal_of

_LOCK = 0x61756469  # "audi"; the second key is the schema, so that towns do not wait for each other
_NO_SUBJECT = Subject(kind="")


def record(
    *, action: Action, actor: Actor, subject: Subject | None, detail: Mapping[str, Any] | None = None, at: datetime
) -> int:
    """Append an entry in the schema that is entered and return its number. Three queries.

    Runs inside the caller's transaction, so that deed and record stand or fall together; until that ends other writers
    of the same town wait, so record last. `detail` never holds personal data of residents, secrets or message texts.
    Raises UnknownAction, ValueError for a naive `at`, TypeError for a detail that is no plain data.
    """
    [number] = record_many(action=action, actor=actor, deeds=[(subject or _NO_SUBJECT, detail or {})], at=at)
    return number


def record_many(
    *, action: Action, actor: Actor, deeds: Sequence[tuple[Subject, Mapping[str, Any]]], at: datetime
) -> tuple[int, ...]:
    """Append an entry for each subject with its detail, in order, and return their numbers. Three queries for all.

    For deeds of one transaction; otherwise as `record`, which says what holds and what is raised.
    """
    if at.tzinfo is None:
        raise ValueError("give an aware time")
    made = declared(action=action)
    rows = [_unsealed(made, actor, subject, detail, at) for subject, detail in deeds]
    if not rows:
        return ()
    with transaction.atomic():
        wait_for_the_end_of_the_chain()
        last = Entry.objects.order_by("-id").values_list("id", "hash").first() or (0, FIRST)
        for row in rows:
            row.id, row.previous_hash = last[0] + 1, last[1]
            row.hash = seal_of(entry=row)
            last = row.id, row.hash
        Entry.objects.bulk_create(rows)
    return tuple(row.id for row in rows)


def wait_for_the_end_of_the_chain() -> None:
    """Hold the right to append to this schema's chain until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(current_schema()))", [_LOCK])


def _unsealed(action: Action, actor: Actor, subject: Subject, detail: Mapping[str, Any], at: datetime) -> Entry:
    circumstances = current_circumstances()
    return Entry(
        at=at,
        actor_kind=actor.kind.value,
        actor_id=plain_text(actor.id)[:40],
        actor_label=plain_text(actor.label)[:120],
        action=action.code,
        subject_kind=plain_text(subject.kind)[:60],
        subject_id=plain_text(subject.id)[:60],
        subject_label=plain_text(subject.label)[:200],
        detail=plain_detail(detail),
        request_id=plain_text(circumstances.request_id)[:64],
        ip=circumstances.ip,
    )
