"""What the index says of itself, and what a count from scratch says: the two must be equal."""

from collections import Counter

from knowledge.models import CorpusStatistics, Passage, Term


def stored_counts() -> tuple[dict[str, int], tuple[int, int, int]]:
    """df of every word that stands in a passage; passages, words, words in titles."""
    row = CorpusStatistics.objects.get(pk=1)
    words = dict(Term.objects.filter(df__gt=0).values_list("text", "df"))
    return words, (row.passages, row.total_length, row.total_title_length)


def true_counts() -> tuple[dict[str, int], tuple[int, int, int]]:
    """The same, counted from the passages."""
    indexed = list(Passage.objects.filter(lex__isnull=False).values_list("title_words", "body_words"))
    words = Counter(word for title, body in indexed for word in {*title, *body})
    titles = sum(len(title) for title, _ in indexed)
    return dict(words), (len(indexed), titles + sum(len(body) for _, body in indexed), titles)
