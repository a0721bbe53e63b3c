"""Notices when the index needs background work: weights that drifted, a space that was outgrown or is not wanted."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from django.db.models import Q

from knowledge.models import CorpusStatistics, EmbeddingSpace
from llm_gateway.public import Feature, load_route
from tenants.public import current_place, enqueue

DRIFT: Final = 0.1  # share by which an average length may differ from the one that stored weights assume
LEAST_FITTED: Final = 50  # passages; below it word statistics say less than no statistics
GROWTH: Final = 2.0  # a word space is fitted anew when the town has so many times the passages it was fitted on
REWEIGH: Final = "knowledge.reweigh"
REEMBED: Final = "knowledge.reembed"
_State = EmbeddingSpace.State


class Wanted(StrEnum):
    """Which space has to be made because the one in service does not do any more."""

    WORDS = "words"
    ENDPOINT = "endpoint"


def ask_for_upkeep(*, now: datetime) -> None:
    """Enqueue what is due in the entered town; some four queries. A task that comes twice finds nothing to do.

    For the end of an ingestion, for the town's sweep, and for whoever changed the town's embedding model.
    """
    place = current_place()
    if place is None or place.town is None:
        return
    if weights_drifted():
        enqueue(task=REWEIGH, queue="quick", now=now)
    unfinished = Q(state=_State.RETIRED) | Q(state=_State.BUILDING, lease_until=None)
    unfinished |= Q(state=_State.BUILDING, lease_until__lt=now)
    if EmbeddingSpace.objects.filter(unfinished).exists() or wanted_space():
        enqueue(task=REEMBED, queue="upkeep", now=now)


def weights_drifted() -> bool:
    """Whether an average length moved by more than DRIFT since the weights were computed."""
    row = CorpusStatistics.objects.get(pk=1)
    if row.passages <= 0:
        return False
    whole, title = row.total_length / row.passages, max(row.total_title_length / row.passages, 1.0)
    return _differs(whole, row.weighed_length) or _differs(title, row.weighed_title_length)


def wanted_space() -> Wanted | None:
    """The kind of space to make, None when the one in service (or being made) is right.

    A town whose route for embedding names a model wants that model's vectors; without one it wants a word space that
    was fitted on at least half of its present passages.
    """
    if EmbeddingSpace.objects.filter(state=_State.BUILDING).exists():
        return None
    active = EmbeddingSpace.objects.filter(state=_State.ACTIVE)
    kind, model, fitted = active.values_list("kind", "model", "fitted_passages").get()
    route = load_route(feature=Feature.EMBED)
    if route.endpoints:
        right = kind == EmbeddingSpace.Kind.ENDPOINT and model == route.endpoints[0].model
        return None if right else Wanted.ENDPOINT
    passages = CorpusStatistics.objects.values_list("passages", flat=True).get(pk=1)
    outgrown = passages >= max(LEAST_FITTED, GROWTH * fitted)
    return Wanted.WORDS if outgrown or kind == EmbeddingSpace.Kind.ENDPOINT else None


def _differs(now: float, then: float) -> bool:
    return abs(now - then) > DRIFT * then
