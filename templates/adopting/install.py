"""Take editions over into the entered town: its own copies, with where they came from; all or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assistants.public import known_blanks, write_blanks
from audit_log.public import Actor, Subject, record
from templates.adopting.fill import Values
from templates.adopting.kinds import KINDS
from templates.adopting.local import Job, NotSound, Work
from templates.audit_actions import ITEM_ADOPTED, PACK_ADOPTED
from templates.models import Adoption, Kind
from templates.proving.due import due_editions
from templates.proving.enqueue import ring_due
from templates.proving.gate import closed_to_use
from templates.reach import Offered, OutOfReach, Withdrawn, held, offered
from tenants.public import Access


class AdoptedAlready(RuntimeError):
    """The town has a copy of this thing; `adoption_id` is it."""

    def __init__(self, adoption_id: int) -> None:
        super().__init__(str(adoption_id))
        self.adoption_id = adoption_id


class NotProven(NotSound):
    """The town asks for a share of right cases that this has not reached here; `faults` say the next step."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One edition with the town's values of its blanks; None: does not apply here."""

    edition_id: UUID
    values: Values
    policy: str = Adoption.Policy.ASK


def install(*, wanted: Sequence[Wanted], access: Access | None, by: Actor, now: datetime) -> tuple[Adoption, ...]:
    """Install each; all or nothing. What is withdrawn at that moment stops the whole.

    A prompt is in use from then on, so the town's least share of right cases is asked for; FAQ patterns and guides are
    approved by a person first. What has cases is proved here by itself afterwards. Raises Withdrawn, OutOfReach,
    AdoptedAlready, NotSound, NotProven.
    """
    with transaction.atomic():
        there = held(edition_ids=[one.edition_id for one in wanted])
        for one in wanted:
            if one.edition_id not in there:
                raise Withdrawn(offered(edition_id=one.edition_id).reason)
        twin = Adoption.objects.live().filter(item_id__in=[one.item.pk for one in there.values()]).first()
        if twin:
            raise AdoptedAlready(twin.pk)
        closed = closed_to_use(edition_ids=[key for key, one in there.items() if one.item.kind == Kind.PROMPT])
        if closed:
            raise NotProven((closed,))
        ids = _installed(there, wanted, access, by, now)
        due = due_editions(editions=[(one.edition, one.item.kind) for one in there.values()])
        rows = [_row(there[one.edition_id], one, ids[one.edition_id], by, now) for one in wanted]
        for row in rows:
            row.proof_due = row.edition_id in due
        try:
            made = tuple(Adoption.objects.bulk_create(rows))
        except IntegrityError as twin_now:  # two people at one moment
            raise AdoptedAlready(0) from twin_now
        values = {name: value for one in wanted for name, value in one.values.items() if value}
        prompts = [there[one.edition_id].edition for one in wanted if there[one.edition_id].item.kind == Kind.PROMPT]
        blanks = [blank for edition in prompts for blank in edition.blanks]
        keep_values(values=values, blanks=blanks, access=access, by=by, now=now)
        _note(made, by, now)
        if due:
            ring_due(now=now)
    return made


def message_of(*, one: Offered) -> str:
    """What stands in the history of the town's copy."""
    words = {"version": one.edition.version, "town": one.item.town_name}
    return _("共有のひな形 版%(version)s（%(town)s）から") % words


def _installed(
    there: Mapping[UUID, Offered], wanted: Sequence[Wanted], access: Access | None, by: Actor, now: datetime
) -> dict[UUID, tuple[int, ...]]:
    """The local ids by edition; each kind at once."""
    by_kind: dict[str, list[tuple[UUID, Job]]] = {}
    for one in wanted:
        found = there[one.edition_id]
        if found.item.kind not in KINDS:
            raise OutOfReach(found.item.kind)
        work = Work(found.item.pk, one.values, message_of(one=found), by, now, access)
        by_kind.setdefault(found.item.kind, []).append((one.edition_id, Job(found.edition.content, work)))
    ids: dict[UUID, tuple[int, ...]] = {}
    for kind, jobs in by_kind.items():
        made = KINDS[kind].install(jobs=[job for _edition, job in jobs])
        ids |= dict(zip((edition for edition, _job in jobs), made, strict=True))
    return ids


def _row(one: Offered, wanted: Wanted, ids: tuple[int, ...], by: Actor, now: datetime) -> Adoption:
    return Adoption(
        item_id=one.item.pk,
        edition_id=one.edition.pk,
        version=one.edition.version,
        kind=one.item.kind,
        title=one.edition.title,
        local_kind=one.item.kind,
        local_ids=list(ids),
        blanks=dict(wanted.values),
        base=one.edition.content,
        policy=wanted.policy,
        adopted_by=by.label[:60],
        adopted_at=now,
    )


def _note(made: Sequence[Adoption], by: Actor, now: datetime) -> None:
    """One line for one; one line with the titles for many at once."""
    if len(made) == 1:
        row = made[0]
        subject = Subject("template_library.adoption", str(row.pk), row.title)
        record(action=ITEM_ADOPTED, actor=by, subject=subject, detail={"version": row.version}, at=now)
    elif made:
        titles = "、".join(f"{row.title} {row.version}" for row in made)
        detail = {"count": len(made), "titles": titles[:2000]}
        record(action=PACK_ADOPTED, actor=by, subject=None, detail=detail, at=now)


def keep_values(
    *, values: Values, blanks: Sequence[Mapping[str, Any]], access: Access | None, by: Actor, now: datetime
) -> None:
    """What was written becomes the town's value of the blank. What the profile says already is left to it for `blanks`,
    those of prompts, so that a new mayor needs no new value; a FAQ pattern knows no profile and gets every value."""
    known = known_blanks(blanks=blanks, access=access, today=timezone.localdate(now))
    by_profile = {blank.name: blank.value for blank in known if not blank.written}
    kept = {name: value for name, value in values.items() if value and value != by_profile.get(name)}
    write_blanks(values=kept, actor=by, now=now)
