"""What the moderator's pages list."""

from django.db.models import Count, QuerySet
from django.urls import reverse

from knowledge.public import search_spelling
from templates.models import SharedItem, Submission
from web.public import Tab

_MOST_WORDS = 6


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
