"""Puts the best passages into a better order by the town's rerank endpoint, when it has one and it answers in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from llm_gateway.public import Feature, ModelFailed, NotConfigured, Route, load_route, rerank
from pii_masking.public import MaskedText

MOST_RERANKED: Final = 20
SECONDS: Final = 1.5  # somebody waits; the fused order is good without it
_CHARACTERS: Final = 1_500
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Reranked:
    """What the endpoint did: nothing asked (""), "done", or the kind of failure; scores by place before (from 0)."""

    state: str = ""
    scores: tuple[float, ...] = ()


def rerank_route() -> Route:
    """The endpoints that rerank for the entered town; none in most towns. One query."""
    return load_route(feature=Feature.RERANK)


def reranked(
    *, question: str, items: Sequence[Item], texts: Sequence[str], route: Route
) -> tuple[list[Item], Reranked]:
    """`items` with the first MOST_RERANKED in the endpoint's order, `texts` what it reads of each; and what happened.

    Call it outside of a transaction. Without an endpoint, or when it fails or is late, the order stays. The question
    was masked by whoever asks.
    """
    if not route.endpoints or not items:
        return list(items), Reranked()
    asked = MaskedText.trusted(text=question, reason="masked before it was searched")
    read = [MaskedText.trusted(text=text[:_CHARACTERS], reason="knowledge of the town") for text in texts]
    try:
        ranks = rerank(query=asked, passages=read[:MOST_RERANKED], route=route, deadline_seconds=SECONDS)
    except (ModelFailed, NotConfigured) as failed:
        return list(items), Reranked(str(getattr(failed, "kind", "not_configured")))
    scores = {each.index: each.score for each in ranks}
    ordered = [items[each.index] for each in ranks] + list(items[MOST_RERANKED:])
    return ordered, Reranked("done", tuple(scores[place] for place in range(len(scores))))
