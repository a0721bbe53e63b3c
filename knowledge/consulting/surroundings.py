"""What stands right before and behind found passages, so that each is read in its context."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from knowledge.models import Passage


@dataclass(frozen=True, slots=True)
class Beside:
    """A neighbour of a passage."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The neighbours of one passage in its document; None at the ends."""

    before: Beside | None = None
    after: Beside | None = None


def surroundings(*, passage_ids: Sequence[int]) -> dict[int, Surroundings]:
    """By passage; two queries, however many there are."""
    at = {
        (version, position): pk
        for pk, version, position in Passage.objects.filter(pk__in=list(passage_ids)).values_list(
            "pk", "version_id", "position"
        )
    }
    if not at:
        return {}
    beside = (Q(version=version, position__in=(position - 1, position + 1)) for version, position in at)
    rows = Passage.objects.filter(reduce(or_, beside), current=True)
    found = {
        (version, position): Beside(place, text)
        for version, position, place, text in rows.values_list("version_id", "position", "place", "text")
    }
    return {
        pk: Surroundings(found.get((version, position - 1)), found.get((version, position + 1)))
        for (version, position), pk in at.items()
    }
