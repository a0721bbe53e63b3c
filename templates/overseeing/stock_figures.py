"""Figures of what is shared: by kind and task, editions by month, by whom; and how it does where five towns tell."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import TruncMonth

from assistants.public import PROMPT_TASKS
from templates.models import Edition, Kind, SharedItem, ShownFigures
from templates.overseeing.span import Days

_MOST_IN_USE: Final = 20


@dataclass(frozen=True, slots=True)
class TaskRow:
    """What stands in the library now for a task: how many of each kind, in the order of `Kind`."""

    task: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """Of all kinds."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Sharing:
    """A town that released something in the days; what came in files stands under its own town's name."""

    town: str
    code: str
    items: int
    editions: int
    last: datetime
    here: bool


@dataclass(frozen=True, slots=True)
class InUse:
    """What the pages of towns show too: rounded, of five consenting towns at least, the same for a month."""

    id: str
    title: str
    town: str
    towns: int
    uses: int
    success_percent: int | None
    minutes_saved: int | None


def by_task(*, consortium_id: int) -> tuple[TaskRow, ...]:
    """What can be found now; one query. Tasks without anything are left out."""
    rows = SharedItem.objects.released_in(consortium_id=consortium_id).order_by()
    counts = {(task, kind): number for task, kind, number in rows.values_list("task", "kind").annotate(Count("pk"))}
    found = [
        TaskRow(str(label), tuple(counts.get((task, kind), 0) for kind in Kind.values))
        for task, label in PROMPT_TASKS.items()
    ]
    return tuple(row for row in found if row.total)


def editions_by_month(*, consortium_id: int, days: Days) -> Mapping[tuple[date, str], int]:
    """By month and kind how many editions were released; one query."""
    rows = _editions(consortium_id, days).annotate(month=TruncMonth("released_at"))
    found = Counter[tuple[date, str]]()
    for month, kind, number in rows.values_list("month", "item__kind").annotate(Count("pk")):
        found[month.date(), kind] += number
    return found


def sharing_towns(*, consortium_id: int, days: Days) -> tuple[Sharing, ...]:
    """Who released what in the days, the most first; one query."""
    rows = _editions(consortium_id, days).values_list("item__town_code").annotate(
        name=Max("item__town_name"),
        items=Count("item", distinct=True),
        editions=Count("pk"),
        last=Max("released_at"),
        own=Count("pk", filter=Q(item__installation="")),
    )  # fmt: skip
    found = [Sharing(name, code, items, count, last, here=bool(own)) for code, name, items, count, last, own in rows]
    return tuple(sorted(found, key=lambda one: (-one.items, -one.editions, one.code)))


def in_use(*, consortium_id: int) -> tuple[InUse, ...]:
    """What is used most, of what is shown at all; one query."""
    rows = ShownFigures.objects.filter(item__consortium_id=consortium_id, item__withdrawn_at=None)
    fields = ("item_id", "item__title", "item__town_name", "towns", "uses", "success_percent", "minutes_saved")
    listed = rows.order_by("-towns", "-uses", "item_id").values_list(*fields)[:_MOST_IN_USE]
    return tuple(InUse(str(pk), *rest) for pk, *rest in listed)


def _editions(consortium_id: int, days: Days) -> QuerySet[Edition]:
    begin, end = days.moments
    rows = Edition.objects.filter(item__consortium_id=consortium_id, released_at__gte=begin, released_at__lt=end)
    return rows.order_by()
