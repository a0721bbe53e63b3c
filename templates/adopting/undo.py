"""Take a town's copy of a shared thing out again: at once when nobody changed it, else after a person said so."""

from datetime import datetime

from django.db import transaction

from audit_log.public import Actor, Subject, record
from templates.adopting.kinds import KINDS
from templates.adopting.local import Copy, Work
from templates.audit_actions import ADOPTION_ENDED
from templates.models import Adoption


class ChangedHere(RuntimeError):
    """The town changed its copy, or residents read something made of it: a person has to say that it goes."""


def copy_of(*, adoption: Adoption) -> Copy | None:
    """The town's copy, None when it is gone. Two queries."""
    return KINDS[adoption.kind].read(item_id=adoption.item_id, ids=adoption.local_ids)


def unchanged(*, adoption: Adoption, copy: Copy) -> bool:
    """Whether the copy is still what was installed."""
    if copy.entries:
        return False
    same = KINDS[adoption.kind].as_here(body=adoption.base, values=adoption.blanks, copy=copy)
    return bool(same == dict(copy.body))


def undo(*, adoption_id: int, by: Actor, now: datetime, sure: bool = False) -> Adoption:
    """End an adoption and take its copy away, in one transaction; doing it twice changes nothing.

    `sure`: also what the town changed; without it raises ChangedHere. Versions, results and FAQ entries stay.
    """
    with transaction.atomic():
        row = Adoption.objects.select_for_update().get(pk=adoption_id)
        if row.undone_at or row.removed_at:
            return row
        copy = copy_of(adoption=row)
        if copy and not sure and not unchanged(adoption=row, copy=copy):
            raise ChangedHere(row.title)
        KINDS[row.kind].take_away(ids=row.local_ids, work=Work(row.item_id, row.blanks, "", by, now))
        if copy is None:
            row.removed_at = now
        else:
            row.undone_at = now
        row.save(update_fields=["undone_at", "removed_at"])
        subject = Subject("template_library.adoption", str(row.pk), row.title)
        record(action=ADOPTION_ENDED, actor=by, subject=subject, detail={"version": row.version}, at=now)
    return row
