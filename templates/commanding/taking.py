"""The step that takes an item over."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from assistants.public import known_blanks
from audit_log.public import SYSTEM
from templates.adopting.install import AdoptedAlready, Wanted, install
from templates.adopting.kinds import KINDS
from templates.adopting.local import NotSound
from templates.models import Edition
from templates.reach import Withdrawn, item_in_reach
from tenants.public import in_public


def adopt(options: dict[str, Any]) -> Iterator[str]:
    """Install the newest edition; blanks get what was given, else what the town's profile knows."""
    item = item_in_reach(item_id=options["item"])
    if item.latest_id is None:
        raise CommandError("nothing is released")
    if item.kind not in KINDS:
        raise CommandError(f"a {item.kind} is read in the library, it cannot be taken over")
    with in_public():
        edition = Edition.objects.get(pk=item.latest_id)
    given = dict(one.partition("=")[::2] for one in options["value"])
    known = known_blanks(blanks=edition.blanks, access=None, today=timezone.localdate())
    values: dict[str, str | None] = {blank.name: given.get(blank.name) or blank.value for blank in known}
    missing = [name for name, value in values.items() if not value]
    if missing:
        raise CommandError(f"no value for: {', '.join(missing)}; give --value NAME=VALUE")
    try:
        rows = install(wanted=[Wanted(edition.pk, values)], access=None, by=SYSTEM, now=timezone.now())
    except AdoptedAlready as twin:
        raise CommandError(f"the town has it already (adoption {twin.adoption_id})") from twin
    except Withdrawn as gone:
        raise CommandError(f"withdrawn: {gone}") from gone
    except NotSound as wrong:
        raise CommandError("\n".join(wrong.faults)) from wrong
    yield f"{rows[0].title} {rows[0].version}: adoption {rows[0].pk}"
