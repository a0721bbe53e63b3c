"""The best passages by words: a GIN index on words gives candidates, their sparse BM25 weights the order."""

from typing import Any, Final

from knowledge.retrieving.read_question import ReadQuestion
from knowledge.retrieving.recipe import CANDIDATES_PER_LIST, FRAME_WORDS
from knowledge.retrieving.weigh import dimension

# Passages that are scored: all of a small town's; of a larger one those with the rarest words of the question, until
# so many hold one of them.
SCORED_AT_MOST: Final = 5_000
# A question whose rarest word stands in more passages than this is searched by all of its words at once.
COMMON: Final = 20_000
_BEST: Final = "{findable} AND {among} ORDER BY knowledge_passage.lex <#> %s::sparsevec LIMIT {limit}"

Sql = tuple[str, tuple[Any, ...]]


def best_by_words(*, question: ReadQuestion, lex: str, findable: Sql) -> Sql | None:
    """SQL that gives the ids of the best CANDIDATES_PER_LIST passages, or None when no word of the question is known.

    `lex` is the question's weights as a pgvector literal, `findable` the condition as SQL that AND goes on with.
    """
    words = _chosen(question)
    if not words:
        return None
    among, values = "knowledge_passage.lex IS NOT NULL", list[Any]()
    if question.passages > SCORED_AT_MOST:
        common = question.frequencies[words[0]] > COMMON
        among, values = f"knowledge_passage.terms {'@>' if common else '&&'} %s::int[]", [_places(words)]
    statement = _BEST.format(findable=findable[0], among=among, limit=CANDIDATES_PER_LIST)
    return statement, (*findable[1], *values, lex)


def _places(words: list[str]) -> list[int]:
    return [dimension(term=word) for word in words]


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
