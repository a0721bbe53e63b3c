"""What the town decides about the library: figures given or not, a least share; recorded."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from audit_log.public import Actor, record
from templates.audit_actions import LIBRARY_SETTLED
from templates.models import AdoptionFigure, GapSignal, LibrarySettings
from tenants.public import current_town, in_public


@dataclass(frozen=True, slots=True)
class Settled:
    """The town's decisions. `least_percent` 0: nothing is asked for."""

    gives_figures: bool = False
    gives_gaps: bool = False
    least_percent: int = 0


MOST_PERCENT: Final = 100


def settled() -> Settled:
    """Those of the entered town; one query."""
    row = LibrarySettings.objects.filter(pk=1).first()
    return Settled(row.gives_figures, row.gives_gaps, row.least_percent) if row else Settled()


def settle_library(*, wanted: Settled, actor: Actor, now: datetime) -> bool:
    """Keep the decisions; whether anything changed. What was given so far is taken back at once with the consent."""
    if not 0 <= wanted.least_percent <= MOST_PERCENT:
        raise ValueError(wanted.least_percent)
    before, town = settled(), current_town()
    if before == wanted:
        return False
    values = {
        "gives_figures": wanted.gives_figures,
        "gives_gaps": wanted.gives_gaps,
        "least_percent": wanted.least_percent,
        "changed_at": now,
        "changed_by": actor.label[:60],
    }
    with transaction.atomic():
        LibrarySettings.objects.update_or_create(pk=1, defaults=values)
        detail = {"figures": wanted.gives_figures, "gaps": wanted.gives_gaps, "least": wanted.least_percent}
        record(action=LIBRARY_SETTLED, actor=actor, subject=None, detail=detail, at=now)
        with in_public():
            if not wanted.gives_figures:
                AdoptionFigure.objects.filter(town_id=town.id).delete()
            if not wanted.gives_gaps:
                GapSignal.objects.filter(town_id=town.id).delete()
    return True
