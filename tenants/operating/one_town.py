"""A town's page on the console: its figures today, and in pictures over the months."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from tenants.models import Municipality, SupportPass, TownMonth, TownStanding
from tenants.operating.alerts import Alert, town_alerts, worst_first
from tenants.operating.backups import last_of_towns
from tenants.operating.figures import TownFigure, figures
from tenants.operating.towns import state_of
from web.public import Chart, Series, draw_chart

_MONTHS: Final = 13
_PASSES: Final = 5


@dataclass(frozen=True, slots=True)
class TownPage:
    """Everything the page shows beside the town's own row."""

    state: str
    tiles: tuple[tuple[str, str], ...]
    taken_at: datetime | None
    alerts: tuple[Alert, ...]
    charts: tuple[Chart, ...]
    last_backup: datetime | None
    passes: tuple[SupportPass, ...]


def town_page(*, town: Municipality) -> TownPage:
    """Six queries. In the public schema."""
    standing = TownStanding.objects.filter(town=town).first()
    known = standing.figures if standing else {}
    months = list(TownMonth.objects.filter(town=town).order_by("-month")[:_MONTHS])[::-1]
    return TownPage(
        state=state_of(town=town),
        tiles=tuple((str(one.label), one.written(known.get(one.key))) for one in figures()) if known else (),
        taken_at=standing.taken_at if standing else None,
        alerts=tuple(worst_first(alerts=town_alerts(town_ids=[town.pk]))),
        charts=tuple(_charts(months)),
        last_backup=last_of_towns(town_ids=[town.pk])[town.pk],
        passes=tuple(SupportPass.objects.filter(town=town)[:_PASSES]),
    )


def _charts(months: list[TownMonth]) -> list[Chart]:
    pictures: dict[str, list[TownFigure]] = {}
    for figure in figures():
        if figure.picture:
            pictures.setdefault(str(figure.picture), []).append(figure)
    return [chart for title, drawn in pictures.items() if (chart := _chart(title, drawn, months))]


def _chart(title: str, drawn: list[TownFigure], months: list[TownMonth]) -> Chart | None:
    series = [Series(str(one.label), tuple(_number(month.figures.get(one.key)) for month in months)) for one in drawn]
    if not any(value is not None for one in series for value in one.values):
        return None
    unit = _("円・税抜き") if drawn[0].unit == "yen" else str(drawn[0].counted_in)
    return draw_chart(title=title, labels=[_month(one.month) for one in months], series=series, unit=unit)


def _number(value: Any) -> float | None:
    return None if value is None else round(float(value), 1)


def _month(day: date) -> str:
    return _("%(year)s年%(month)s月") % {"year": day.year, "month": day.month}
