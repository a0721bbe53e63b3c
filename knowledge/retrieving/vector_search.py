"""The best passages by sense: nearest vectors of the space in service, by its HNSW index."""

from typing import Any, Final

from knowledge.indexing.embedder import SpaceFacts
from knowledge.retrieving.recipe import CANDIDATES_PER_LIST

# The join stands after the condition's own joins; the cast must be that of the space's index, or it is not used.
_JOIN: Final = ' INNER JOIN "knowledge_passageembedding" AS near ON near.passage_id = "knowledge_passage"."id" WHERE '
_BEST: Final = (
    "{findable} AND near.space_id = {space}"
    " ORDER BY near.vector::halfvec({dimensions}) <#> %s::halfvec({dimensions}) LIMIT {limit}"
)

Sql = tuple[str, tuple[Any, ...]]


def best_by_sense(*, space: SpaceFacts, vector: str, findable: Sql) -> Sql:
    """SQL that gives the ids of the CANDIDATES_PER_LIST passages with the greatest inner product to `vector`.

    The condition stands inside the index scan, which goes on until enough passages meet it.
    """
    joined = findable[0].replace(" WHERE ", _JOIN, 1)
    statement = _BEST.format(
        findable=joined, space=int(space.id), dimensions=int(space.dimensions), limit=CANDIDATES_PER_LIST
    )
    return statement, (*findable[1], vector)
