"""Figures beside each town on the operator's console: counts and yen only, never content.

A registry, because arrows go down: knowledge and billing add their own when they are ready. Each town's hourly round
takes them (`take_figures.py`); pages read what was taken, so no request looks into a town.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenants.border.current import Town
from web.public import grouped, yen

Number = int | float | None
Figures = Mapping[str, Number]
_UNKNOWN: Final = "－"
_PIECES: Final = _("件")


@dataclass(frozen=True, slots=True)
class TownFigure:
    """One figure. With `table` it is a count of rows of that table in the town, `where` our own SQL without parameters.

    Figures of the same `picture` are drawn together over the months.
    """

    key: str
    label: Promise
    table: str = ""
    where: str = "true"
    unit: Literal["count", "yen"] = "count"
    picture: str | Promise = ""
    counted_in: str | Promise = _PIECES

    def written(self, number: Number) -> str:
        """The number as clerks read it; a dash for one that is not known."""
        if number is None:
            return _UNKNOWN
        return yen(amount=round(number)) if self.unit == "yen" else grouped(number=round(number))


# The figures of one town in the month that begins on a day, asked outside of the town, in the public schema.
MonthTaker = Callable[[Town, date, datetime], Figures]

_figures: Final[dict[str, TownFigure]] = {}
_takers: Final[list[MonthTaker]] = []


def register_figure(figure: TownFigure) -> None:
    """Add a count of rows; called once when an app is ready."""
    _figures[figure.key] = figure


def register_month_figures(*, figures: tuple[TownFigure, ...], take: MonthTaker) -> None:
    """Add figures of a month that `take` works out together; called once when an app is ready."""
    _figures.update({figure.key: figure for figure in figures})
    if take not in _takers:
        _takers.append(take)


def figures() -> tuple[TownFigure, ...]:
    """The figures in order of registration."""
    return tuple(_figures.values())


def count_here() -> dict[str, Number]:
    """The counts of the entered town, in one query."""
    counted = [figure for figure in figures() if figure.table]
    quote = connection.ops.quote_name
    # Tables and conditions stand in code.
    parts = [f"(SELECT count(*) FROM {quote(one.table)} WHERE {one.where})" for one in counted]  # noqa: S608  see above
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(parts))
        row = cursor.fetchone()
    return {figure.key: count for figure, count in zip(counted, row, strict=True)}


def of_month(*, town: Town, month: date, now: datetime) -> dict[str, Number]:
    """What the takers say of a town's month. In the public schema."""
    return {key: number for take in _takers for key, number in take(town, month, now).items()}


register_figure(
    TownFigure("people", _("職員"), "tenants_person", "is_active", picture=_("職員の数"), counted_in=_("人"))
)
