"""Writes one entry at the end of the chain."""

from collections.abc import Mapping
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
    if at.tzinfo is None:
        raise ValueError("give an aware time")
    entry = _unsealed(declared(action=action), actor, subject or _NO_SUBJECT, detail or {}, at)
    with transaction.atomic():
        wait_for_the_end_of_the_chain()
        last = Entry.objects.order_by("-id").values_list("id", "hash").first() or (0, FIRST)
        entry.id, entry.previous_hash = last[0] + 1, last[1]
        entry.hash = seal_of(entry=entry)
        entry.save(force_insert=True)
    return entry.id


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
