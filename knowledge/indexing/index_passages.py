"""Takes passages into the index and out of it again: words, counts, weights, vectors."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from knowledge.indexing.embed_passages import embed_passages
from knowledge.indexing.passage_words import PassageWords, words_of
from knowledge.indexing.read_passages import batches, read_texts, read_words
from knowledge.indexing.town_lock import lock_index
from knowledge.indexing.upkeep import ask_for_upkeep
from knowledge.indexing.vocabulary import count_in, count_out
from knowledge.indexing.write_weights import write_weights
from knowledge.models import CorpusStatistics, Passage, PassageEmbedding
from knowledge.retrieving.weigh import Averages


def index_passages(*, passage_ids: Sequence[int]) -> None:
    """Make passages ready to be found: keyword index first, then vectors of the space in service.

    Idempotent and safe in several workers: what is indexed already is left alone, so call it again after a failure.
    Call it outside of a transaction, before the passages become `current` (search leaves others out anyway): an
    endpoint may be asked for the vectors. Some ten queries for each 500 passages. Raises ModelFailed or NotConfigured
    when the space is an endpoint's; the words are in the index then and the vectors are missing.
    """
    for ids in batches(passage_ids=passage_ids):
        _index_words(ids)
        embed_passages(passage_ids=ids)
    ask_for_upkeep(now=timezone.now())


def unindex_passages(*, passage_ids: Sequence[int]) -> None:
    """Take passages out of the counts and the index; what is not indexed is left alone.

    To be called in the transaction that makes them former ones, and before passages are deleted.
    """
    for ids in batches(passage_ids=passage_ids):
        with transaction.atomic():
            lock_index()
            indexed = Passage.objects.filter(pk__in=ids, lex__isnull=False)
            words = read_words(passages=indexed)
            if words:
                indexed.update(lex=None, terms=[], title_words=[], body_words=[])
                count_out(passages=words)
            PassageEmbedding.objects.filter(passage__in=ids).delete()


def reindex_passages(*, passage_ids: Sequence[int]) -> None:
    """Index passages anew whose wordings changed while their text stayed (variants of a FAQ's question)."""
    unindex_passages(passage_ids=passage_ids)
    index_passages(passage_ids=passage_ids)


def _index_words(ids: Sequence[int]) -> None:
    texts = read_texts(passages=Passage.objects.filter(pk__in=ids, lex=None))
    words = [words_of(texts=each) for each in texts]
    if not words:
        return
    with transaction.atomic():
        lock_index()
        # Another worker may have been faster while the words were cut.
        open_ids = set(Passage.objects.filter(pk__in=ids, lex=None).values_list("id", flat=True))
        fresh = [each for each in words if each.passage_id in open_ids]
        if fresh:
            write_weights(passages=fresh, averages=_averages(fresh))
            count_in(passages=fresh)


def _averages(fresh: Sequence[PassageWords]) -> Averages:
    """The averages that stored weights assume; those of the first passages of a town."""
    row = CorpusStatistics.objects.get(pk=1)
    if not row.weighed_length:
        row.weighed_length = sum(len(each.title) + len(each.body) for each in fresh) / len(fresh)
        row.weighed_title_length = max(sum(len(each.title) for each in fresh) / len(fresh), 1.0)
        row.save(update_fields=["weighed_length", "weighed_title_length"])
    return Averages(whole=row.weighed_length, title=row.weighed_title_length)
