"""All statistics of a consortium's library at once, a constant number of queries; and its months as a picture."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from templates.models import Kind, LawNotice
from templates.overseeing.queue_figures import Queue, Reason, queue_of, returned_in, withdrawn_in
from templates.overseeing.span import Days
from templates.overseeing.stock_figures import (
    InUse,
    Sharing,
    TaskRow,
    by_task,
    editions_by_month,
    in_use,
    sharing_towns,
)
from templates.overseeing.talk_figures import (
    Talk,
    Unheard,
    Wishes,
    law_notices_in,
    talk_of,
    unheard_questions,
    wishes_of,
)
from tenants.public import in_public, members_of
from web.public import Chart, Series, draw_chart


@dataclass(frozen=True, slots=True)
class Overview:
    """What the page shows. `members`: towns of the consortium."""

    days: Days
    tasks: tuple[TaskRow, ...]
    months: Mapping[tuple[date, str], int]
    queue: Queue
    returned: tuple[Reason, ...]
    withdrawn: tuple[Reason, ...]
    sharing: tuple[Sharing, ...]
    members: int
    used: tuple[InUse, ...]
    wishes: Wishes
    talk: Talk
    unheard: tuple[Unheard, ...]
    laws: tuple[LawNotice, ...]

    @property
    def released(self) -> int:
        """Things that can be found now."""
        return sum(row.total for row in self.tasks)

    @property
    def by_kind(self) -> tuple[tuple[str, int], ...]:
        """The same by kind."""
        return tuple((str(kind.label), sum(row.counts[at] for row in self.tasks)) for at, kind in enumerate(Kind))

    @property
    def editions(self) -> int:
        """Released in the days."""
        return sum(self.months.values())

    @property
    def towns(self) -> tuple[Sharing, ...]:
        """Of those who shared, the towns of this installation."""
        return tuple(one for one in self.sharing if one.here)

    @property
    def is_empty(self) -> bool:
        """Whether nobody has shared, handed in, wished or asked anything yet."""
        queue = self.queue
        decided = queue.approved + queue.returned + queue.taken_back
        said = self.wishes.open + self.wishes.fulfilled + self.talk.asked
        return not (self.released or self.editions or queue.waiting or decided or said or self.withdrawn or self.laws)


def overview(*, consortium_id: int, days: Days, now: datetime) -> Overview:
    """Sixteen queries, however much there is; nothing of a town's own schema."""
    there = {"consortium_id": consortium_id}
    with in_public():
        return Overview(
            days=days,
            tasks=by_task(**there),
            months=editions_by_month(**there, days=days),
            queue=queue_of(**there, days=days),
            returned=returned_in(**there, days=days),
            withdrawn=withdrawn_in(**there, days=days),
            sharing=sharing_towns(**there, days=days),
            members=len(members_of(**there)),
            used=in_use(**there),
            wishes=wishes_of(**there, days=days),
            talk=talk_of(**there, days=days),
            unheard=unheard_questions(**there, now=now),
            laws=law_notices_in(**there, days=days),
        )


def months_chart(*, seen: Overview) -> Chart | None:
    """Editions by month, stacked by kind; None when there was none."""
    if not seen.editions:
        return None
    months = seen.days.months
    kinds = [kind for kind in Kind if any(seen.months.get((month, kind.value)) for month in months)]
    series = [Series(str(kind.label), tuple(seen.months.get((m, kind.value), 0) for m in months)) for kind in kinds]
    alone = all(month.month != 1 for month in months[1:3])  # else two years would run into each other
    labels = [_label(month, with_year=month.month == 1 or (not at and alone)) for at, month in enumerate(months)]
    return draw_chart(
        title=_("公開した版（月ごと）"),
        labels=labels,
        series=series,
        unit=_("版"),
        summary=_("この期間に%(count)d版を公開しました。") % {"count": seen.editions},
        shape="stacked",
    )


def _label(month: date, *, with_year: bool) -> str:
    """The year once: twelve whole dates do not fit side by side."""
    words = {"year": month.year, "month": month.month}
    return _("%(year)s年%(month)s月") % words if with_year else _("%(month)s月") % words
