"""Figures beside each town in the operator's list: counts only, never content.

A registry, because arrows go down: knowledge and assistants add their own counts when they are ready.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenants.border.current import in_public


@dataclass(frozen=True, slots=True)
class TownFigure:
    """One count. `table` stands in every town; `where` is our own SQL without parameters."""

    key: str
    label: Promise
    table: str
    where: str = "true"


_figures: Final[dict[str, TownFigure]] = {}


def register_figure(figure: TownFigure) -> None:
    """Add a count to the operator's list; called once when an app is ready."""
    _figures[figure.key] = figure


def figures() -> tuple[TownFigure, ...]:
    """The counts in order of registration."""
    return tuple(_figures.values())


def count_in_towns(*, schema_names: Iterable[str]) -> Mapping[str, Mapping[str, int]]:
    """Every figure of the towns by schema name, in one query however many towns."""
    names = list(schema_names)
    if not names or not _figures:
        return {name: {} for name in names}
    quote = connection.ops.quote_name
    lines = [
        # Schema names come from our own table; tables and conditions stand in code.
        f"SELECT '{schema}', " + ", ".join(_count(quote(schema), quote(f.table), f.where) for f in figures())
        for schema in names
    ]
    with in_public(), connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(lines))
        return {row[0]: dict(zip(_figures, row[1:], strict=True)) for row in cursor.fetchall()}


def _count(schema: str, table: str, where: str) -> str:
    return f"(SELECT count(*) FROM {schema}.{table} WHERE {where})"  # noqa: S608  see above


register_figure(TownFigure("people", _("職員"), "tenants_person", "is_active"))
