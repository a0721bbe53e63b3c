"""What all towns are shown of an item: figures of five towns at least, rounded, the same for a whole month.

A town that joins or leaves within the month changes nothing that is shown, and next month its part lies under a month
of everybody's use: nobody reads one town's figures out of two pages. Below five towns the figures vanish at once.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db import connection, transaction

from templates.models import ShownFigures
from templates.proving.limits import FEWEST_TOWNS, TOLD_WITHIN
from tenants.public import in_public

_COUNTED: Final = """
    SELECT edition.item_id, count(DISTINCT figure.town_id) AS towns, sum(figure.uses) AS uses,
        sum(figure.helpful + figure.resolved + figure.confirmed) AS good,
        sum(figure.helpful + figure.not_helpful + figure.asked + figure.drafts) AS of,
        CASE WHEN count(DISTINCT figure.town_id) FILTER (WHERE figure.minutes_saved IS NOT NULL) >= %(fewest)s
            THEN percentile_cont(0.5) WITHIN GROUP (ORDER BY figure.minutes_saved) END AS minutes
    FROM template_library_adoptionfigure AS figure
    JOIN template_library_edition AS edition ON edition.id = figure.edition_id
    WHERE figure.counted_on >= %(since)s
    GROUP BY edition.item_id HAVING count(DISTINCT figure.town_id) >= %(fewest)s
"""
_SHOW: Final = f"""
    INSERT INTO template_library_shownfigures AS shown (item_id, towns, uses, success_percent, minutes_saved, month)
    SELECT item_id, towns / 5 * 5, round(uses / 10.0) * 10,
        CASE WHEN of >= 20 THEN round(good * 20.0 / of) * 5 END, round(minutes / 5) * 5, %(month)s
    FROM ({_COUNTED}) AS counted
    ON CONFLICT (item_id) DO UPDATE SET towns = EXCLUDED.towns, uses = EXCLUDED.uses,
        success_percent = EXCLUDED.success_percent, minutes_saved = EXCLUDED.minutes_saved, month = EXCLUDED.month
    WHERE shown.month < EXCLUDED.month
"""  # noqa: S608  both parts are ours
_HIDE: Final = f"""
    DELETE FROM template_library_shownfigures AS shown
    WHERE NOT EXISTS (SELECT 1 FROM ({_COUNTED}) AS counted WHERE counted.item_id = shown.item_id)
"""  # noqa: S608  as above

_TELL_ITEMS: Final = """
    UPDATE template_library_shareditem AS item SET towns_in_use = shown.towns, success_rate = shown.success_percent
    FROM template_library_shareditem AS every
    LEFT JOIN template_library_shownfigures AS shown ON shown.item_id = every.id
    WHERE every.id = item.id AND (item.towns_in_use, item.success_rate)
        IS DISTINCT FROM (shown.towns, shown.success_percent)
"""


@dataclass(frozen=True, slots=True)
class Published:
    """How many items have new figures, and of how many they vanished."""

    shown: int
    hidden: int


def publish_figures(*, today: date) -> Published:
    """Bring what is shown up to the month, from public rows alone; safe to run twice."""
    since, month = today - TOLD_WITHIN, today.replace(day=1)
    values: dict[str, date | int] = {"fewest": FEWEST_TOWNS, "since": since, "month": month}
    with in_public(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_HIDE, values)
        hidden = cursor.rowcount
        cursor.execute(_SHOW, values)
        shown = cursor.rowcount
        cursor.execute(_TELL_ITEMS)
    return Published(shown, hidden)


def shown_figures(*, item_ids: Collection[UUID]) -> dict[UUID, ShownFigures]:
    """By item, of those that are shown; one query."""
    with in_public():
        return {row.item_id: row for row in ShownFigures.objects.filter(item__in=item_ids)}
