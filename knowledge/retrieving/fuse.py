"""One score from keyword search and vector search."""

from knowledge.retrieving.recipe import VECTOR_WEIGHT


def fused_score(*, lexical: float, norm: float, vector: float) -> float:
    """lexical / norm + 2 · vector; `lexical` is the BM25 sum, `norm` that of QueryWeights, `vector` the inner product.

    It needs no statistics over candidates, so a passage's score does not move when other passages come or go.
    """
    return (lexical / norm if norm else 0.0) + VECTOR_WEIGHT * vector
