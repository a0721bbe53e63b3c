"""Reads plans, towns' plans and days of use as the calculation takes them. In the public schema."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, Sum

from billing.models import PlanEdition, RolledUsage, TownPlan
from billing.planning.charge import Edition, Start, Use


@dataclass(frozen=True, slots=True)
class Book:
    """All plans, and the plans of some towns."""

    editions: dict[int, list[Edition]]
    starts: dict[int, list[Start]]


def read_book(*, town_ids: Sequence[int]) -> Book:
    """Two queries, however many towns."""
    editions: dict[int, list[Edition]] = defaultdict(list)
    for row in PlanEdition.objects.select_related("plan"):
        editions[row.plan_id].append(Edition(row.valid_from, row.plan.name, row.as_terms()))
    starts: dict[int, list[Start]] = defaultdict(list)
    for one in TownPlan.objects.filter(town_id__in=town_ids):
        starts[one.town_id].append(Start(one.valid_from, one.plan_id, tuple(one.options)))
    return Book(dict(editions), dict(starts))


def read_use(*, town_ids: Sequence[int], first: date, last: date) -> dict[int, dict[date, Use]]:
    """Each town's days of use, both days included; one query. A day with an unpriced call has no yen."""
    rows = RolledUsage.objects.filter(town_id__in=town_ids, day__gte=first, day__lte=last).order_by()
    sums: Any = rows.values("town_id", "day").annotate(
        calls_sum=Sum("calls"),
        tokens_sum=Sum("tokens_in") + Sum("tokens_out"),
        yen_sum=Sum("price_yen"),
        unpriced=Count("id", filter=~Q(flag="")),
    )
    found: dict[int, dict[date, Use]] = defaultdict(dict)
    for row in sums:
        yen = None if row["unpriced"] else row["yen_sum"]
        found[row["town_id"]][row["day"]] = Use(row["calls_sum"], row["tokens_sum"], yen)
    return dict(found)
