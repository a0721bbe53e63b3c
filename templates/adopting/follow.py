"""At night: copies that the town never changed follow the newest edition by themselves, where it said so."""

from datetime import datetime

from audit_log.public import SYSTEM
from templates.adopting.local import LocalChanged, NotSound
from templates.adopting.standing import live_standings
from templates.adopting.upgrade import Decided, compare, upgrade
from templates.models import Adoption
from templates.proving.gate import closed_to_use
from templates.reach import OutOfReach, Withdrawn


def follow(*, now: datetime) -> int:
    """Update what may follow; how many. Idempotent: what was updated is no longer behind.

    Left for a person: what the town changed, what brings a blank that the town has said nothing of, what has not the
    share of right cases that the town asks for.
    """
    done = 0
    for one in live_standings():
        if one.newest is None or one.adoption.policy != Adoption.Policy.AUTO:
            continue
        row = Adoption.objects.get(pk=one.adoption.pk)
        try:
            page = compare(adoption=row, edition_id=one.newest.pk)
            unproven = closed_to_use(edition_ids=[one.newest.pk])
            if page.changed_here or page.new_blanks or page.copy.entries or unproven:
                continue
            decided = Decided(one.newest.pk, page.token, {}, {})
            upgrade(adoption_id=row.pk, decided=decided, access=None, by=SYSTEM, now=now)
        except (LocalChanged, NotSound, OutOfReach, Withdrawn):
            continue
        done += 1
    return done
