"""What the moderator's pages list, and the way through the queue."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from knowledge.public import search_spelling
from templates.models import SharedItem, Submission
from templates.sharing.review import submissions_in
from web.public import Tab

_MOST_WORDS = 6
_OPENED: Final = "library_opened"  # of the session: what this operator has looked at
_MOST_OPENED: Final = 300
_LATE_DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class Place:
    """Where a submission stands among those that wait, from one; `before` and `after` are its neighbours' ids."""

    number: int
    count: int
    before: UUID | None
    after: UUID | None


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A submission in the list. `new`: this operator has not looked at it since they signed in; `days`: full ones."""

    row: Submission
    new: bool
    days: int

    @property
    def is_late(self) -> bool:
        """Whether a town waits for a week or longer."""
        return self.days >= _LATE_DAYS


def place_in_queue(*, submission_id: UUID) -> Place | None:
    """None for one that does not wait. One query."""
    ids = list(submissions_in(state=Submission.State.WAITING).values_list("pk", flat=True))
    if submission_id not in ids:
        return None
    at = ids.index(submission_id)
    return Place(at + 1, len(ids), ids[at - 1] if at else None, ids[at + 1] if at + 1 < len(ids) else None)


def queue_rows(*, rows: Iterable[Submission], request: HttpRequest, now: datetime) -> list[QueueRow]:
    """The rows of a page of the queue."""
    opened = set(request.session.get(_OPENED, ()))
    return [QueueRow(row, str(row.pk) not in opened, (now - row.submitted_at).days) for row in rows]


def note_opened(*, request: HttpRequest, submission_id: UUID) -> None:
    """It is no longer new to this operator."""
    before = [one for one in request.session.get(_OPENED, ()) if one != str(submission_id)]
    request.session[_OPENED] = [*before, str(submission_id)][-_MOST_OPENED:]


def state_tabs(*, state: str) -> list[Tab]:
    """One for each state, with how many; one query."""
    counts = dict(Submission.objects.order_by().values_list("state").annotate(Count("pk")))
    url = reverse("moderation:submissions")
    known = state if state in Submission.State.values else Submission.State.WAITING
    return [
        Tab(str(one.label), f"{url}?state={one.value}", one.value == known, counts.get(one.value, 0))
        for one in Submission.State
    ]


def item_list(*, words: str) -> QuerySet[SharedItem]:
    """All items, the newest first; each word must stand in one."""
    rows = SharedItem.objects.listed()
    for word in search_spelling(text=words).lower().split()[:_MOST_WORDS]:
        rows = rows.filter(search__contains=word)
    return rows
