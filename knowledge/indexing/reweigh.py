"""Computes the stored BM25 weights anew when passages have become longer or shorter on the whole."""

from django.db import transaction

from knowledge.indexing.read_passages import BATCH, read_words
from knowledge.indexing.town_lock import lock_index
from knowledge.indexing.upkeep import weights_drifted
from knowledge.indexing.vocabulary import recount
from knowledge.indexing.write_weights import write_weights
from knowledge.models import CorpusStatistics, Passage
from knowledge.retrieving.weigh import Averages


def reweigh_when_drifted() -> bool:
    """`reweigh` when it is due; whether it was."""
    if not weights_drifted():
        return False
    reweigh()
    return True


def reweigh() -> None:
    """Count the vocabulary anew, take the present averages for true, then weigh every passage by them.

    In batches, each a short transaction, so search and ingestion go on; a passage indexed meanwhile uses the new
    averages already. Killed in the middle, some passages keep the former weights until the next drift: they are found
    a little too well or too badly, never wrongly.
    """
    averages = _take_averages()
    last = 0
    while True:
        with transaction.atomic():
            lock_index()
            batch = Passage.objects.filter(pk__gt=last, lex__isnull=False).order_by("id")[:BATCH]
            words = read_words(passages=Passage.objects.filter(pk__in=list(batch.values_list("id", flat=True))))
            if words:
                write_weights(passages=words, averages=averages)
        if not words:
            return
        last = words[-1].passage_id


def _take_averages() -> Averages:
    with transaction.atomic():
        lock_index()
        recount()
        row = CorpusStatistics.objects.get(pk=1)
        row.weighed_length = row.total_length / max(row.passages, 1)
        row.weighed_title_length = max(row.total_title_length / max(row.passages, 1), 1.0)
        row.save(update_fields=["weighed_length", "weighed_title_length"])
    return Averages(whole=row.weighed_length, title=row.weighed_title_length)
