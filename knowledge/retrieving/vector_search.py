"""The best passages by sense: nearest vectors of the space in service, by its HNSW index."""

from typing import Any

from django.db.models import F, FloatField, Func, Q, Value

from knowledge.indexing.embedder import SpaceFacts
from knowledge.models import Passage
from knowledge.retrieving.recipe import CANDIDATES_PER_LIST


def best_by_sense(*, space: SpaceFacts, vector: str, condition: Q) -> tuple[str, tuple[Any, ...]]:
    """SQL that gives the ids of the CANDIDATES_PER_LIST passages with the greatest inner product to `vector`.

    The condition stands inside the index scan, which goes on until enough passages meet it. The expression must be
    that of the space's index, cast included, or PostgreSQL would not use it.
    """
    nearness = Func(
        F("embeddings__vector"),
        Value(vector),
        template="(%(expressions)s)",
        arg_joiner=f"::halfvec({int(space.dimensions)}) <#> ",
        output_field=FloatField(),
    )
    nearest = Passage.objects.filter(condition, embeddings__space=space.id).order_by(nearness)
    statement, values = nearest.values("id")[:CANDIDATES_PER_LIST].query.sql_with_params()
    return statement, tuple(values)
