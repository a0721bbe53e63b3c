"""Does a hand-over that was looked at first: one transaction, recorded, undone like any change to many."""

from datetime import datetime

from django.db import transaction

from audit_log.public import Actor
from knowledge.changing.apply import PlanChanged, write_down
from knowledge.changing.rows import fingerprint
from knowledge.handing_over.gather import HandOver, gather
from knowledge.models import BulkChange
from tenants.public import Access, end_section_roles


def hand_over(
    *, wish: HandOver, label: str, seen: str, end_roles: bool, access: Access, by: Actor, now: datetime
) -> BulkChange:
    """Hand over what the preview with the fingerprint `seen` showed. Files that wait follow, so the former colleague
    sees them no more; with `end_roles` their roles in the section end too (all sections' without one).

    Raises PlanChanged, and PersonNotChanged when the town would lose its last admin.
    """
    with transaction.atomic():
        rows = gather(wish=wish, access=access)
        if not rows or fingerprint(rows=rows) != seen:
            raise PlanChanged
        change = write_down(kind=BulkChange.Kind.HANDED_OVER, label=label, rows=rows, by=by, now=now)
        if end_roles and wish.from_person:
            end_section_roles(person_id=wish.from_person, section_id=wish.from_section, actor=by, now=now)
    return change
