"""Notices when the index needs background work: weights that drifted, a word space that was outgrown."""

from datetime import datetime
from typing import Final

from knowledge.models import CorpusStatistics, EmbeddingSpace
from tenants.public import current_place, enqueue

DRIFT: Final = 0.1  # share by which an average length may differ from the one that stored weights assume
LEAST_FITTED: Final = 50  # passages; below it word statistics say less than no statistics
GROWTH: Final = 2.0  # a word space is fitted anew when the town has so many times the passages it was fitted on
REWEIGH: Final = "knowledge.reweigh"
REEMBED: Final = "knowledge.reembed"


def ask_for_upkeep(*, now: datetime) -> None:
    """Enqueue what is due in the entered town; two queries. A task that comes twice finds nothing to do."""
    place = current_place()
    if place is None or place.town is None:
        return
    if weights_drifted():
        enqueue(task=REWEIGH, queue="quick", now=now)
    if space_outgrown() or EmbeddingSpace.objects.filter(state=EmbeddingSpace.State.BUILDING).exists():
        enqueue(task=REEMBED, queue="quick", now=now)


def weights_drifted() -> bool:
    """Whether an average length moved by more than DRIFT since the weights were computed."""
    row = CorpusStatistics.objects.get(pk=1)
    if row.passages <= 0:
        return False
    whole, title = row.total_length / row.passages, max(row.total_title_length / row.passages, 1.0)
    return _differs(whole, row.weighed_length) or _differs(title, row.weighed_title_length)


def space_outgrown() -> bool:
    """Whether the word space in service was fitted on less than half of what the town has now."""
    fitted = (
        EmbeddingSpace.objects.filter(state=EmbeddingSpace.State.ACTIVE, kind=EmbeddingSpace.Kind.WORDS)
        .values_list("fitted_passages", flat=True)
        .first()
    )
    if fitted is None:
        return False
    passages = CorpusStatistics.objects.values_list("passages", flat=True).get(pk=1)
    return passages >= max(LEAST_FITTED, GROWTH * fitted)


def _differs(now: float, then: float) -> bool:
    return abs(now - then) > DRIFT * then
