"""The console's home: what has to be looked after, the whole in figures, and ways on."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from tenants.border.current import in_public
from tenants.models import Municipality, SupportPass, TownStanding
from tenants.operating.alerts import Alert, service_alerts, town_alerts, worst_first
from tenants.operating.console_tiles import ShownTile, shown_tiles
from tenants.operating.figures import figures
from tenants.operating.towns import STATES, state_of

_MOST_ALERTS: Final = 50


@dataclass(frozen=True, slots=True)
class ConsoleBoard:
    """Everything the home page shows. `states`: key of STATES, its word, how many towns. `more`: alerts left out."""

    alerts: tuple[Alert, ...]
    more: int
    states: tuple[tuple[str, str, int], ...]
    totals: tuple[tuple[str, str], ...]
    tiles: tuple[ShownTile, ...]
    passes: tuple[SupportPass, ...]


def console_board(*, operator_id: int, now: datetime) -> ConsoleBoard:
    """What the operator sees first; as many queries as there are sorts of alerts of the whole service, and five."""
    with in_public():
        alerts = worst_first(alerts=[*service_alerts(now=now), *town_alerts()])
        return ConsoleBoard(
            alerts=tuple(alerts[:_MOST_ALERTS]),
            more=max(0, len(alerts) - _MOST_ALERTS),
            states=_states(),
            totals=_totals(),
            tiles=tuple(shown_tiles()),
            passes=tuple(passes_of(operator_id=operator_id, now=now)),
        )


def passes_of(*, operator_id: int, now: datetime) -> list[SupportPass]:
    """The grants that name this operator and still hold; one query."""
    rows = SupportPass.objects.filter(operator_id=operator_id, until__gt=now, ended_at=None)
    return list(rows.select_related("town").order_by("until"))


def _states() -> tuple[tuple[str, str, int], ...]:
    rows = Municipality.objects.only("closed_at", "suspended_at", "last_day")
    counted = Counter(state_of(town=town) for town in rows)
    return tuple((key, str(word), counted[key]) for key, word in STATES.items() if counted[key] or key == "open")


def _totals() -> tuple[tuple[str, str], ...]:
    """Sums over the towns that are not closed; a figure that no town knows shows a dash."""
    known = list(TownStanding.objects.filter(town__closed_at=None).values_list("figures", flat=True))
    written = []
    for figure in figures():
        numbers = [row[figure.key] for row in known if row.get(figure.key) is not None]
        written.append((str(figure.label), figure.written(sum(numbers) if numbers else None)))
    return tuple(written)
