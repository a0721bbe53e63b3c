"""Lets what colleagues found helpful stand a little higher: bounded, after the search, never for residents."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.db.models import Count, Q

from knowledge.models import HelpfulMark
from knowledge.retrieving.found import FoundPassage
from tenants.public import Access

PLACES: Final = 3  # that a passage rises at most
SHARE: Final = 0.05  # of its score, for each person
MOST_PEOPLE: Final = 3  # that count: at most 15 %


def marks_on(*, passage_ids: Sequence[int], access: Access) -> dict[int, int]:
    """How many people of the person's sections (themselves too) found each passage helpful; one query."""
    near = Q(section__in=sorted(access.section_ids)) | Q(person=access.person_id)
    rows = HelpfulMark.objects.filter(near, passage__in=list(passage_ids)).order_by()
    return dict(rows.values_list("passage_id").annotate(people=Count("person", distinct=True)))


def lifted(*, found: Sequence[FoundPassage], people: Mapping[int, int]) -> list[FoundPassage]:
    """The same passages; a marked one rises past at most `PLACES` others whose scores are hardly better than its own.

    Scores are compared between neighbours only, so the order that a rerank model made is otherwise kept.
    """
    order = list(found)
    for start in range(1, len(order)):
        if not people.get(order[start].passage_id):
            continue
        for place in range(start, max(0, start - PLACES), -1):
            if _weight(order[place], people) <= _weight(order[place - 1], people):
                break
            order[place - 1], order[place] = order[place], order[place - 1]
    return order


def _weight(found: FoundPassage, people: Mapping[int, int]) -> float:
    return found.score * (1 + SHARE * min(people.get(found.passage_id, 0), MOST_PEOPLE))
