"""The console's home: what has to be looked after, the whole in figures, and ways on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count

from tenants.border.current import in_public
from tenants.models import Municipality, SupportPass, TownStanding
from tenants.operating.alerts import Alert, count_town_alerts, service_alerts, town_alerts, worst_first
from tenants.operating.figures import figures
from tenants.operating.towns import STATE_FILTERS, STATES

_MOST_ALERTS: Final = 50


@dataclass(frozen=True, slots=True)
class ConsoleBoard:
    """Everything the home page shows. `states`: key of STATES, its word, how many towns. `more`: alerts left out."""

    alerts: tuple[Alert, ...]
    more: int
    states: tuple[tuple[str, str, int], ...]
    totals: tuple[tuple[str, str], ...]
    passes: tuple[SupportPass, ...]


def console_board(*, operator_id: int, now: datetime) -> ConsoleBoard:
    """What the operator sees first; as many queries as there are sorts of alerts of the whole service, and six."""
    with in_public():
        of_service = service_alerts(now=now)
        alerts = worst_first(alerts=[*of_service, *town_alerts(most=_MOST_ALERTS)])
        return ConsoleBoard(
            alerts=tuple(alerts[:_MOST_ALERTS]),
            more=max(0, len(of_service) + count_town_alerts() - _MOST_ALERTS),
            states=_states(),
            totals=_totals(),
            passes=tuple(passes_of(operator_id=operator_id, now=now)),
        )


def passes_of(*, operator_id: int, now: datetime) -> list[SupportPass]:
    """The grants that name this operator and still hold; one query."""
    rows = SupportPass.objects.filter(operator_id=operator_id, until__gt=now, ended_at=None)
    return list(rows.select_related("town").order_by("until"))


def _states() -> tuple[tuple[str, str, int], ...]:
    counts = {key: Count("pk", filter=only) for key, only in STATE_FILTERS.items()}
    counted = Municipality.objects.aggregate(**counts)
    return tuple((key, str(word), counted[key]) for key, word in STATES.items() if counted[key] or key == "open")


def _totals() -> tuple[tuple[str, str], ...]:
    """Sums over the towns that are not closed; a figure that no town knows shows a dash."""
    known = list(TownStanding.objects.filter(town__closed_at=None).values_list("figures", flat=True))
    written = []
    for figure in figures():
        numbers = [row[figure.key] for row in known if row.get(figure.key) is not None]
        written.append((str(figure.label), figure.written(sum(numbers) if numbers else None)))
    return tuple(written)
