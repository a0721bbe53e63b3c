"""A newer edition meets the town's copy: both beside each other, and the merged text as the copy's next version."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from assistants.public import write_blanks
from audit_log.public import Actor, Subject, record
from templates.adopting.fill import Values, absent_in, without
from templates.adopting.install import NotProven, message_of
from templates.adopting.kinds import KINDS
from templates.adopting.local import Copy, LocalChanged, Work
from templates.adopting.merge import State
from templates.adopting.parts import Choices, Part, merged, parts_of
from templates.adopting.undo import copy_of
from templates.audit_actions import ADOPTION_UPDATED
from templates.models import Adoption, Kind
from templates.proving.due import due_editions
from templates.proving.enqueue import ring_due
from templates.proving.gate import closed_to_use
from templates.reach import Offered, OutOfReach, Withdrawn, held, offered
from tenants.public import Access


@dataclass(frozen=True, slots=True)
class Comparison:
    """`parts` with their hunks; `new_blanks` are the edition's that the town has said nothing of."""

    offered: Offered
    copy: Copy
    parts: tuple[Part, ...]
    new_blanks: tuple[Mapping[str, Any], ...]

    @property
    def changed(self) -> tuple[tuple[int, Part], ...]:
        """The parts that anybody changed, with their numbers."""
        return tuple((number, part) for number, part in enumerate(self.parts) if part.changed)

    @property
    def token(self) -> str:
        """Another one as soon as the places to choose at are others."""
        places = [[part.path, [hunk.state.value for hunk in part.hunks]] for part in self.parts]
        told = json.dumps([self.copy.token, places], ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    @property
    def conflicts(self) -> int:
        """Places that need a decision."""
        return sum(hunk.state is State.CONFLICT for part in self.parts for hunk in part.hunks)

    @property
    def changed_here(self) -> bool:
        """Whether the town has words of its own in the copy."""
        own = (State.MINE, State.CONFLICT, State.BOTH_SAME)
        return any(hunk.state in own for part in self.parts for hunk in part.hunks)


def compare(*, adoption: Adoption, edition_id: UUID) -> Comparison:
    """Base, mine and theirs in the copy's own spelling, so that values of blanks are no differences. Four queries.

    Raises OutOfReach, Withdrawn, LocalChanged when the copy is gone, NotSound.
    """
    found = offered(edition_id=edition_id)
    if found.item.pk != adoption.item_id:
        raise OutOfReach(edition_id)
    if not found.live:
        raise Withdrawn(found.reason)
    return _compared(adoption, found)


def _compared(adoption: Adoption, found: Offered) -> Comparison:
    copy, kind = copy_of(adoption=adoption), KINDS[adoption.kind]
    if copy is None:
        raise LocalChanged(adoption.title)
    base, theirs = (
        kind.as_here(body=body, values=adoption.blanks, copy=copy) for body in (adoption.base, found.edition.content)
    )
    new = tuple(one for one in found.edition.blanks if one["name"] not in adoption.blanks)
    return Comparison(found, copy, parts_of(base=base, mine=copy.body, theirs=theirs), new)


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person chose on the page they saw: `token` of the comparison then; `values` of the blanks that are new."""

    edition_id: UUID
    token: str
    choices: Choices
    values: Values


def upgrade(*, adoption_id: int, decided: Decided, access: Access | None, by: Actor, now: datetime) -> Adoption:
    """Write the merged text as the copy's next version and move the adoption to the edition; all or nothing.

    Raises Unresolved for a conflict without a choice, LocalChanged when the copy was written meanwhile, Withdrawn,
    NotSound, NotProven: a prompt is in use from then on, as when it is installed.
    """
    with transaction.atomic():
        row = Adoption.objects.live().select_for_update().get(pk=adoption_id)
        found = held(edition_ids=[decided.edition_id]).get(decided.edition_id)
        if found is None or found.item.pk != row.item_id:
            raise Withdrawn(offered(edition_id=decided.edition_id).reason)
        if row.kind == Kind.PROMPT and (closed := closed_to_use(edition_ids=[decided.edition_id])):
            raise NotProven((closed,))
        page = _compared(row, found)
        if page.token != decided.token:
            raise LocalChanged(row.title)
        body = merged(parts=page.parts, choices=decided.choices)
        values = {**row.blanks, **decided.values}
        body = without(body=body, absent=absent_in(values=decided.values))
        work = Work(row.item_id, values, message_of(one=found), by, now, access)
        if body != dict(page.copy.body):
            row.local_ids = list(KINDS[row.kind].rewrite(ids=row.local_ids, copy=page.copy, body=body, work=work))
        write_blanks(values={name: value for name, value in decided.values.items() if value}, actor=by, now=now)
        _move(row, found, values, by, now)
    return row


def _move(row: Adoption, found: Offered, values: Values, by: Actor, now: datetime) -> None:
    before = row.version
    row.edition_id, row.version, row.title = found.edition.pk, found.edition.version, found.edition.title
    row.base, row.blanks = found.edition.content, dict(values)
    row.proof_due = bool(due_editions(editions=[(found.edition, row.kind)]))
    row.save(update_fields=["edition_id", "version", "title", "base", "blanks", "local_ids", "proof_due"])
    if row.proof_due:
        ring_due(now=now)
    subject = Subject("template_library.adoption", str(row.pk), row.title)
    record(
        action=ADOPTION_UPDATED, actor=by, subject=subject, detail={"before": before, "version": row.version}, at=now
    )
