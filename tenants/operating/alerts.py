"""What the operator has to look after: one list for the console, fed by every app.

Two kinds: of the whole service, looked for when the page is opened, and of a town, looked for by the town's hourly
round and kept in the public schema. An app registers both when it is ready, as it does figures and checks.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from django.conf import settings
from django.db.models import Case, QuerySet, Value, When
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from tenants.border.current import in_public
from tenants.models import TownAlert

Detail = Mapping[str, Any]


class AlertLevel(StrEnum):
    """How bad; the words are those of the page's banners."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class AlertKind:
    """What can be wrong. `what`, `why`, `step`: sentences; blanks of the first two are filled from the detail that was
    found: `%(days)s`. `url_name`: where the step is done; an address that takes a town gets `town_id`."""

    key: str
    level: AlertLevel
    what: Promise
    why: Promise
    step: Promise
    url_name: str


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert as the page shows it. `since` None: found just now. `town_id` 0: of the whole service."""

    kind: str
    level: AlertLevel
    what: str
    why: str
    step: str
    url: str
    since: datetime | None = None
    town_id: int = 0
    town_name: str = ""


# Whole service: the details of what is wrong now, one for each alert. In the public schema.
Looker = Callable[[datetime], Iterable[Detail]]
# A town: the detail, or None when all is well. In the town. Numbers and codes only: the operator reads it.
TownLooker = Callable[[datetime], Detail | None]

_lookers: Final[dict[str, tuple[AlertKind, Looker]]] = {}
_town_lookers: Final[dict[str, tuple[AlertKind, TownLooker]]] = {}


def register_alert(kind: AlertKind, look: Looker) -> None:
    """Add an alert of the whole service; called once when an app is ready."""
    _lookers[kind.key] = (kind, look)


def register_town_alert(kind: AlertKind, look: TownLooker) -> None:
    """Add an alert of a town; called once when an app is ready."""
    _town_lookers[kind.key] = (kind, look)


def keys_of(*, level: AlertLevel) -> list[str]:
    """Keys of the towns' alerts of a level."""
    return [kind.key for kind, _look in _town_lookers.values() if kind.level is level]


def found_here(*, now: datetime) -> dict[str, Detail]:
    """What is wrong in the entered town, by the kind's key."""
    found = {key: look(now) for key, (_kind, look) in _town_lookers.items()}
    return {key: detail for key, detail in found.items() if detail is not None}


def service_alerts(*, now: datetime) -> list[Alert]:
    """What is wrong with the whole service, looked for now. In the public schema."""
    return [_alert(kind, detail) for kind, look in _lookers.values() for detail in look(now)]


def town_alerts(*, town_ids: Iterable[int] | None = None, most: int | None = None) -> list[Alert]:
    """What the towns' rounds found, errors first, then the oldest; `most` of them; one query. Without closed towns."""
    errors = Case(When(kind__in=keys_of(level=AlertLevel.ERROR), then=Value(0)), default=Value(1))
    with in_public():
        rows = _of_serving_towns().select_related("town").order_by(errors, "since", "id")
        if town_ids is not None:
            rows = rows.filter(town_id__in=town_ids)
        return [_alert(_town_lookers[row.kind][0], row.detail, row) for row in rows[:most]]


def count_town_alerts() -> int:
    """How many there are in all; one query."""
    with in_public():
        return _of_serving_towns().count()


def _of_serving_towns() -> QuerySet[TownAlert]:
    return TownAlert.objects.filter(town__closed_at=None, kind__in=list(_town_lookers))


def worst_first(*, alerts: Iterable[Alert]) -> list[Alert]:
    """Errors before warnings, the rest as it came."""
    return sorted(alerts, key=lambda alert: alert.level is not AlertLevel.ERROR)


def _alert(kind: AlertKind, detail: Detail, row: TownAlert | None = None) -> Alert:
    # A blank that an earlier version did not fill shows a dash.
    blanks: defaultdict[str, Any] = defaultdict(lambda: "－", detail)
    return Alert(
        kind=kind.key,
        level=kind.level,
        what=str(kind.what) % blanks,
        why=str(kind.why) % blanks,
        step=str(kind.step),
        url=_url(kind.url_name, row.town_id if row else 0),
        since=row.since if row else None,
        town_id=row.town_id if row else 0,
        town_name=row.town.name if row else "",
    )


def _url(name: str, town_id: int) -> str:
    if town_id:
        with suppress(NoReverseMatch):  # a page of the whole service
            return reverse(name, kwargs={"town_id": town_id}, urlconf=settings.OPERATOR_URLCONF)
    return reverse(name, urlconf=settings.OPERATOR_URLCONF)
