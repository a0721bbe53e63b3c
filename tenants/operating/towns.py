"""The operator's list of towns."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from tenants.border.current import in_public
from tenants.models import Municipality
from tenants.operating.figures import count_in_towns
from web.public import Cut, Pages, cut

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class TownRow:
    """One town as the operator sees it."""

    id: int
    code: str
    name: str
    prefecture: str
    host: str
    opened_at: datetime
    suspended_at: datetime | None
    suspended_reason: str
    figures: Mapping[str, int]


def town_page(*, words: str, state: str, number: str) -> tuple[Pages, list[TownRow]]:
    """One page of towns that fit the words (code, name, kana, prefecture) and the state; three queries.

    `state` is "open", "suspended" or "" for all; `number` is the page as it was asked for.
    """
    with in_public():
        rows = Municipality.objects.with_host().order_by("code")
        if words:
            named = Q(name__contains=words) | Q(kana__contains=words) | Q(prefecture__contains=words)
            rows = rows.filter(named | Q(code__startswith=words))
        if state:
            rows = rows.filter(suspended_at__isnull=state == "open")
        part: Cut[Municipality] = cut(items=rows, number=number, size=PAGE_SIZE)
        counts = count_in_towns(schema_names=[town.schema_name for town in part.items])
    return part.pages, [_row(town, counts[town.schema_name]) for town in part.items]


def _row(town: Municipality, figures: Mapping[str, int]) -> TownRow:
    return TownRow(
        id=town.pk,
        code=town.code,
        name=town.name,
        prefecture=town.prefecture,
        host=town.host,
        opened_at=town.opened_at,
        suspended_at=town.suspended_at,
        suspended_reason=town.suspended_reason,
        figures=figures,
    )
