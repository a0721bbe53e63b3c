"""Gaps that may be about the same thing as one: offered to a person who may join them."""

from collections.abc import Sequence

from django.db.models import Q
from pgvector.django import MaxInnerProduct

from knowledge.gaps.join import JOINABLE
from knowledge.models import Gap
from knowledge.readers import gaps_of
from tenants.public import Access

MOST = 5


def alike_gaps(*, gap: Gap, words: str, access: Access) -> Sequence[Gap]:
    """Up to MOST gaps of the same askers that this person sees and that can be joined into `gap`; one query.

    With `words` those in whose first question all of them stand, else the nearest by sense (most asked first, where a
    gap has no sense in the space that is in service).
    """
    free = Gap.objects.filter(gaps_of(access=access), state__in=JOINABLE, audience=gap.audience).exclude(pk=gap.pk)
    wanted = Q()
    for word in words.split():
        wanted &= Q(label__icontains=word)
    if wanted or gap.vector is None:
        return list(free.filter(wanted).order_by("-rank")[:MOST])
    near = free.filter(space=gap.space_id, vector__isnull=False)
    return list(near.order_by(MaxInnerProduct("vector", gap.vector), "pk")[:MOST])
