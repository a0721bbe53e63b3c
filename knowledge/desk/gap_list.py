"""The list of gaps: filters, how each moves, and how one is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict

from knowledge.models import Gap, GapQuestion
from knowledge.readers import gaps_of
from tenants.public import Access
from web.public import Cut, cut

_WEEK: Final = timedelta(days=7)
_WEEKS: Final = 6
_TOO_LONG: Final = 10  # digits; shorter ones fit a bigint


@dataclass(frozen=True, slots=True)
class GapFilters:
    """As the address carries them; nonsense narrows nothing. Without a state: what is open."""

    state: str = Gap.State.OPEN.value
    section: str = ""
    audience: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "GapFilters":
        """Read from the query string."""
        state, section, audience = query.get("state", ""), query.get("section", ""), query.get("audience", "")
        known = section == "none" or (section.isdecimal() and len(section) < _TOO_LONG)
        return cls(
            state if state in Gap.State.values else Gap.State.OPEN.value,
            section if known else "",
            audience if audience in ("residents", "staff") else "",
        )


@dataclass(frozen=True, slots=True)
class GapRow:
    """One gap with its questions of the last weeks, oldest week first."""

    gap: Gap
    weeks: Sequence[int]

    @property
    def trend(self) -> str:
        """up, down or flat: the last two weeks against the two before. One question alone is no movement."""
        late, early = sum(self.weeks[-2:]), sum(self.weeks[-4:-2])
        return "up" if late > max(early, 1) else "down" if early > max(late, 1) else "flat"


def gaps(*, access: Access, filters: GapFilters, now: datetime, number: str) -> Cut[GapRow]:
    """One page of the gaps that this person sees, highest rank first; three queries."""
    rows = _narrowed(Gap.objects.filter(gaps_of(access=access)), filters)
    page: Cut[Gap] = cut(items=rows.select_related("section", "entry").order_by("-rank", "-pk"), number=number)
    weeks = _weeks([gap.pk for gap in page.items], now)
    return Cut(tuple(GapRow(gap, weeks[gap.pk]) for gap in page.items), page.pages)


def gap_counts(*, access: Access) -> dict[str, int]:
    """How many there are in each state; one query."""
    found = Gap.objects.filter(gaps_of(access=access)).order_by().values_list("state").annotate(count=Count("pk"))
    return dict.fromkeys(Gap.State.values, 0) | dict(found)


def _narrowed(rows: QuerySet[Gap], filters: GapFilters) -> QuerySet[Gap]:
    rows = rows.filter(state=filters.state)
    if filters.section:
        rows = rows.filter(section=None if filters.section == "none" else int(filters.section))
    return rows.filter(audience=filters.audience) if filters.audience else rows


def _weeks(gap_ids: Sequence[int], now: datetime) -> dict[int, list[int]]:
    ages = {f"w{at}": Count("pk", filter=_within(now, _WEEKS - at)) for at in range(_WEEKS)}
    recent = GapQuestion.objects.filter(gap__in=gap_ids, at__gt=now - _WEEKS * _WEEK)
    counted = recent.order_by().values_list("gap").annotate(**ages)
    found: dict[int, list[int]] = {gap: list(weeks) for gap, *weeks in counted}
    return {gap: found.get(gap, [0] * _WEEKS) for gap in gap_ids}


def _within(now: datetime, weeks_ago: int) -> Q:
    return Q(at__gt=now - weeks_ago * _WEEK, at__lte=now - (weeks_ago - 1) * _WEEK)
