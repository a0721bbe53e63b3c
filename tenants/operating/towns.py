"""The operator's list of towns: states, figures, health and backups, from rows that the towns' rounds wrote."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import OrderBy
from django.db.models.fields.json import KeyTransform
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenants.border.current import in_public
from tenants.models import Municipality, TownAlert
from tenants.operating.alerts import Alert, AlertLevel, keys_of, town_alerts
from tenants.operating.backups import last_of_towns
from tenants.operating.figures import TownFigure, figures
from web.public import Cut, Pages, cut

PAGE_SIZE: Final = 50
_SHOWN_ALERTS: Final = 2

STATES: Final[dict[str, str | Promise]] = {
    "open": _("利用中"),
    "suspended": _("停止中"),
    "closing": _("終了予定"),
    "closed": _("終了"),
}
HEALTHS: Final[dict[str, str | Promise]] = {"error": _("異常"), "warning": _("要確認"), "well": _("正常")}
# Each town is in one state only, as `state_of` says it.
STATE_FILTERS: Final[dict[str, Q]] = {
    "open": Q(closed_at=None, suspended_at=None, last_day=None),
    "suspended": Q(closed_at=None, suspended_at__isnull=False),
    "closing": Q(closed_at=None, suspended_at=None, last_day__isnull=False),
    "closed": Q(closed_at__isnull=False),
}
_BADNESS: Final = {"error": 2, "warning": 1, "well": 0}
_COLUMNS: Final = {"name": "kana", "code": "code", "opened": "opened_at", "health": "badness"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. `words`: code, name, kana or prefecture; `state`, `health`: keys above, empty for all;
    `sort`: a column or a figure's key, with a minus downwards; `number`: the page as it was asked for."""

    words: str = ""
    state: str = ""
    health: str = ""
    sort: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class TownRow:
    """One town as the operator sees it. `figures` as written, in the order of `figures()`."""

    id: int
    code: str
    name: str
    prefecture: str
    state: str
    last_day: date | None
    figures: tuple[str, ...]
    health: str
    alerts: tuple[Alert, ...]
    more_alerts: int
    last_backup: datetime | None
    taken_at: datetime | None


@dataclass(frozen=True, slots=True)
class TownList:
    """One page of the list."""

    pages: Pages
    rows: tuple[TownRow, ...]
    figures: tuple[TownFigure, ...]


def town_list(*, wanted: Wanted) -> TownList:
    """One page of towns; four queries, however many towns."""
    with in_public():
        rows = _wanted(wanted).select_related("standing")
        part: Cut[Municipality] = cut(items=rows, number=wanted.number, size=PAGE_SIZE)
        ids = [town.pk for town in part.items]
        alerts, backups = _by_town(town_alerts(town_ids=ids)), last_of_towns(town_ids=ids)
    shown = tuple(_row(town, alerts.get(town.pk, []), backups[town.pk]) for town in part.items)
    return TownList(part.pages, shown, figures())


def state_of(*, town: Municipality) -> str:
    """A key of STATES."""
    if town.closed_at:
        return "closed"
    if town.suspended_at:
        return "suspended"
    return "closing" if town.last_day else "open"


def health_of(*, alerts: Iterable[Alert]) -> str:
    """A key of HEALTHS: the worst of the alerts."""
    levels = {alert.level for alert in alerts}
    if AlertLevel.ERROR in levels:
        return "error"
    return "warning" if levels else "well"


def _wanted(wanted: Wanted) -> QuerySet[Municipality]:
    rows = Municipality.objects.annotate(badness=_badness())
    if wanted.words:
        named = Q(name__contains=wanted.words) | Q(kana__contains=wanted.words) | Q(prefecture__contains=wanted.words)
        rows = rows.filter(named | Q(code__startswith=wanted.words))
    if wanted.state in STATE_FILTERS:
        rows = rows.filter(STATE_FILTERS[wanted.state])
    if wanted.health in _BADNESS:
        rows = rows.filter(badness=_BADNESS[wanted.health])
    return rows.order_by(*_order(wanted.sort), "code")


def _badness() -> Case:
    here = TownAlert.objects.filter(town=OuterRef("pk"), town__closed_at=None)
    levels = ((AlertLevel.ERROR, "error"), (AlertLevel.WARNING, "warning"))
    return Case(
        *(When(Exists(here.filter(kind__in=keys_of(level=level))), then=Value(_BADNESS[key])) for level, key in levels),
        default=Value(0),
        output_field=IntegerField(),
    )


def _order(sort: str) -> list[OrderBy]:
    key = sort.removeprefix("-")
    if key in _COLUMNS:
        column = F(_COLUMNS[key])
    elif key in {figure.key for figure in figures()}:
        column = KeyTransform(key, "standing__figures")  # type: ignore[assignment]  # an expression like the other
    else:
        return []
    return [column.desc(nulls_last=True) if sort.startswith("-") else column.asc(nulls_last=True)]


def _by_town(alerts: Iterable[Alert]) -> dict[int, list[Alert]]:
    found: dict[int, list[Alert]] = {}
    for alert in alerts:
        found.setdefault(alert.town_id, []).append(alert)
    return found


def _row(town: Municipality, alerts: list[Alert], last_backup: datetime | None) -> TownRow:
    standing = getattr(town, "standing", None)
    known = standing.figures if standing else {}
    return TownRow(
        id=town.pk,
        code=town.code,
        name=town.name,
        prefecture=town.prefecture,
        state=state_of(town=town),
        last_day=town.last_day,
        figures=tuple(figure.written(known.get(figure.key)) for figure in figures()),
        health=health_of(alerts=alerts),
        alerts=tuple(alerts[:_SHOWN_ALERTS]),
        more_alerts=max(0, len(alerts) - _SHOWN_ALERTS),
        last_backup=last_backup,
        taken_at=standing.taken_at if standing else None,
    )
