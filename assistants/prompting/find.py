"""Which templates a person sees: by words, by task, their favourites, what they used lately."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Exists, Max, OuterRef, QuerySet

from assistants.models import PromptFavourite, PromptRun, PromptTemplate
from assistants.prompting.content import TASKS
from knowledge.public import search_spelling
from tenants.public import Access

_MOST_WORDS: Final = 6
RECENT: Final = 6


@dataclass(frozen=True, slots=True)
class TaskCount:
    """A task with the number of templates the person may use for it."""

    key: str
    label: str
    count: int


def templates_for(
    *, access: Access, words: str = "", task: str = "", favourites: bool = False, retired: bool = False
) -> QuerySet[PromptTemplate]:
    """Readable templates with `favourite` and section; each word must stand in title, purpose, task or fields.

    `retired`: instead those that were taken out of use and that the person may put back.
    """
    own = PromptFavourite.objects.filter(person_id=access.person_id, template_id=OuterRef("pk"))
    every = PromptTemplate.objects
    allowed = every.editable(access=access, retired=True) if retired else every.readable(access=access)
    rows = allowed.select_related("section").annotate(favourite=Exists(own))
    for word in search_spelling(text=words).lower().split()[:_MOST_WORDS]:
        rows = rows.filter(search__contains=word)
    if task in TASKS:
        rows = rows.filter(task=task)
    return rows.filter(favourite=True) if favourites else rows


def task_counts(*, access: Access) -> tuple[TaskCount, ...]:
    """Tasks that have a template, in the order of TASKS; one query."""
    rows = PromptTemplate.objects.readable(access=access).order_by().values_list("task").annotate(Count("pk"))
    counts = dict(rows)
    return tuple(TaskCount(key, str(label), counts[key]) for key, label in TASKS.items() if key in counts)


def recent_templates(*, access: Access) -> tuple[PromptTemplate, ...]:
    """What the person used last and may still use, the latest first; two queries."""
    used = (
        PromptRun.objects.filter(person_id=access.person_id, template__isnull=False)
        .order_by()
        .values("template_id")
        .annotate(last=Max("created_at"))
        .order_by("-last")
        .values_list("template_id", flat=True)[:RECENT]
    )
    ids = list(used)
    rows = PromptTemplate.objects.readable(access=access).in_bulk(ids)
    return tuple(rows[each] for each in ids if each in rows)


def set_favourite(*, access: Access, template: PromptTemplate, wanted: bool) -> None:
    """Mark or unmark; doing it twice changes nothing."""
    if wanted:
        PromptFavourite.objects.get_or_create(person_id=access.person_id, template=template)
    else:
        PromptFavourite.objects.filter(person_id=access.person_id, template=template).delete()
