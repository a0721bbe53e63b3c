"""Figures of the moderator's queue: what waits, how long decisions took, what was given back or taken out and why."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection

from templates.models import SharedItem, Submission, Withdrawal
from templates.overseeing.span import Days

_MOST: Final = 50
_DAY: Final = 86_400
_QUEUE: Final = """
    SELECT count(*) FILTER (WHERE state = 'waiting'), min(submitted_at) FILTER (WHERE state = 'waiting'),
        count(*) FILTER (WHERE state = 'approved' AND decided_at >= %(begin)s AND decided_at < %(end)s),
        count(*) FILTER (WHERE state = 'returned' AND decided_at >= %(begin)s AND decided_at < %(end)s),
        count(*) FILTER (WHERE state = 'taken_back' AND decided_at >= %(begin)s AND decided_at < %(end)s),
        percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM decided_at - submitted_at))
            FILTER (WHERE state IN ('approved', 'returned') AND decided_at >= %(begin)s AND decided_at < %(end)s)
    FROM template_library_submission WHERE consortium_id = %(consortium)s
"""


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits now, and what was decided in the days. `median_days`: from handing in to the decision, one decimal."""

    waiting: int
    oldest: datetime | None
    approved: int
    returned: int
    taken_back: int
    median_days: float | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that was given back or withdrawn, and why. `id`: of the submission or item that the page leads to."""

    id: str
    title: str
    town: str
    reason: str
    at: datetime


def queue_of(*, consortium_id: int, days: Days) -> Queue:
    """One query, in the public schema."""
    begin, end = days.moments
    with connection.cursor() as cursor:
        cursor.execute(_QUEUE, {"consortium": consortium_id, "begin": begin, "end": end})
        waiting, oldest, approved, returned, taken_back, seconds = cursor.fetchone()
    median = None if seconds is None else round(float(seconds) / _DAY, 1)
    return Queue(waiting, oldest, approved, returned, taken_back, median)


def returned_in(*, consortium_id: int, days: Days) -> tuple[Reason, ...]:
    """What was given back in the days, the latest first; one query."""
    begin, end = days.moments
    rows = Submission.objects.filter(consortium_id=consortium_id, state=Submission.State.RETURNED)
    rows = rows.filter(decided_at__gte=begin, decided_at__lt=end).order_by("-decided_at")
    fields = ("pk", "title", "version", "town_name", "comment", "decided_at")
    return tuple(
        Reason(str(pk), f"{title} {version}", town, comment, at)
        for pk, title, version, town, comment, at in rows.values_list(*fields)[:_MOST]
    )


def withdrawn_in(*, consortium_id: int, days: Days) -> tuple[Reason, ...]:
    """Items and single editions that were withdrawn in the days, the latest first; two queries."""
    begin, end = days.moments
    items = SharedItem.objects.filter(consortium_id=consortium_id, withdrawn_at__gte=begin, withdrawn_at__lt=end)
    fields = ("pk", "title", "town_name", "withdraw_reason", "withdrawn_at")
    found = [Reason(str(pk), *rest) for pk, *rest in items.order_by("-withdrawn_at").values_list(*fields)[:_MOST]]
    gone = {one.id: one.at for one in found}
    rows = Withdrawal.objects.filter(edition__item__consortium_id=consortium_id)
    rows = rows.filter(withdrawn_at__gte=begin, withdrawn_at__lt=end).select_related("edition__item")
    rows = rows.only(
        "reason", "withdrawn_at", "edition__title", "edition__major", "edition__minor", "edition__patch",
        "edition__item__town_name",
    ).order_by("-withdrawn_at")  # fmt: skip
    for row in rows[:_MOST]:
        edition, item = row.edition, row.edition.item
        if gone.get(str(item.pk)) != row.withdrawn_at:  # the last edition took its item with it: told once
            found.append(Reason(str(item.pk), str(edition), item.town_name, row.reason, row.withdrawn_at))
    return tuple(sorted(found, key=lambda one: one.at, reverse=True)[:_MOST])
