"""The best passages by words: a GIN index on words gives candidates, their sparse BM25 weights the order."""

from typing import Any, Final

from django.db.models import Q
from pgvector import SparseVector
from pgvector.django import MaxInnerProduct

from knowledge.models import Passage
from knowledge.retrieving.read_question import ReadQuestion
from knowledge.retrieving.recipe import CANDIDATES_PER_LIST, FRAME_WORDS
from knowledge.retrieving.weigh import dimension

# Passages that are scored: the rarest words first, until so many passages hold one of them.
SCORED_AT_MOST: Final = 5_000
# A question whose rarest word stands in more passages than this is searched by all of its words at once.
COMMON: Final = 20_000


def best_by_words(*, question: ReadQuestion, lex: str, condition: Q) -> tuple[str, tuple[Any, ...]] | None:
    """SQL that gives the ids of the best CANDIDATES_PER_LIST passages, or None when no word of the question is known.

    `lex` is the question's weights as a pgvector literal.
    """
    words = _chosen(question)
    if not words:
        return None
    places = [dimension(term=word) for word in words]
    common = question.frequencies[words[0]] > COMMON
    among = Q(terms__contains=places) if common else Q(terms__overlap=places)
    order = MaxInnerProduct("lex", SparseVector.from_text(lex))
    best = Passage.objects.filter(among, condition).order_by(order).values("id")[:CANDIDATES_PER_LIST]
    statement, values = best.query.sql_with_params()
    return statement, tuple(values)


def _chosen(question: ReadQuestion) -> list[str]:
    """Words to look up: the question's own before similar ones, each rarest first; frame words only for want of others.

    With nothing but common words, all the question's own words: the passages must hold every one of them.
    """
    known = question.frequencies
    own = sorted({word for word in question.words if word in known}, key=known.__getitem__)
    telling = [word for word in own if word not in FRAME_WORDS] or own
    if telling and known[telling[0]] > COMMON:
        return telling
    others = set(question.weights.words) - set(own) - FRAME_WORDS
    similar = sorted((word for word in others if word in known), key=known.__getitem__)
    chosen: list[str] = []
    total = 0
    for word in [*telling, *similar]:
        if chosen and total + known[word] > SCORED_AT_MOST:
            continue
        chosen.append(word)
        total += known[word]
    return chosen
